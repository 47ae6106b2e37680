using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.App.Tests.Access;

/// <summary>An OpenID Connect issuer on this machine, and a forger's workshop: tokens are put together by hand, so that any can be made.</summary>
public sealed class FakeIssuer : IAsyncDisposable
{
    readonly WebApplication _server;

    FakeIssuer(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    /// <summary>The keys that it publishes, by their id.</summary>
    public Dictionary<string, RSA> Keys { get; } = new() { ["first"] = RSA.Create(2048) };

    public static async Task<FakeIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new FakeIssuer(builder.Build());
        issuer._server.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" }));
        issuer._server.MapGet("/keys", () => Results.Json(new { keys = issuer.Keys.Select(key => Publish(key.Key, key.Value)) }));
        await issuer._server.StartAsync();
        return issuer;
    }

    /// <summary>The claims of a good token; a test spoils one.</summary>
    public JsonObject Claims(string scope = "read plan", string? workspace = null) => new()
    {
        ["iss"] = Address,
        ["aud"] = "videogen",
        ["sub"] = "42",
        ["preferred_username"] = "mina",
        ["scope"] = scope,
        ["workspace"] = workspace ?? "00000000-0000-0000-0000-000000000001",
        ["nbf"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(),
        ["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(),
    };

    public string Sign(JsonObject claims, string kid = "first", RSA? key = null)
    {
        var text = Text("RS256", kid, claims);
        return $"{text}.{Encode((key ?? Keys[kid]).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Unsigned(JsonObject claims) => $"{Text("none", "first", claims)}.";

    /// <summary>Signed with the public key as if it were a shared secret.</summary>
    public string SignWithPublicKey(JsonObject claims)
    {
        var text = Text("HS256", "first", claims);
        return $"{text}.{Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Keys["first"].ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(text)))}";
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    static string Text(string algorithm, string kid, JsonObject claims)
        => $"{Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, kid, typ = "JWT" }))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";

    static object Publish(string kid, RSA key)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid, n = Encode(numbers.Modulus!), e = Encode(numbers.Exponent!) };
    }

    static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
