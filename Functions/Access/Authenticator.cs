using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Access;

/// <summary>Finds out who calls, by the Authorization header.</summary>
public sealed class Authenticator(IOptions<AuthOptions> options, ApiKeys keys, OidcTokens tokens)
{
    const string Scheme = "Bearer ";

    readonly AuthMode _mode = options.Value.Way;
    readonly byte[]? _adminKey = options.Value.AdminKey is { Length: > 0 } key ? Hash(key) : null;

    /// <summary>Once the tables are there.</summary>
    /// <exception cref="StartupException">Everybody would be refused for ever.</exception>
    public async Task EnsureSomebodyMayAsync(CancellationToken cancellationToken)
    {
        if (_mode == AuthMode.Keys && _adminKey is null && !await keys.IsAnyAdminAsync(cancellationToken))
        {
            throw new StartupException("Callers need an API key, and there is none that could make one. "
                + "Set Auth__AdminKey to a long random text ('openssl rand -hex 32' makes one) and create keys with it; docs/access.md shows how.");
        }
    }

    /// <exception cref="BadInputException">401: nobody whom we know.</exception>
    public async Task<Caller> WhoAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (_mode == AuthMode.None)
        {
            RefuseOthers(http);
            return Caller.Anonymous;
        }

        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse(http, error: null, $"Say who you are: Authorization: Bearer and an API key{(_mode == AuthMode.Oidc ? " or a token of the issuer" : "")}.");
        }

        var credential = header[Scheme.Length..].Trim();
        if (ApiKeys.IsMeant(credential))
        {
            return await keys.VerifyAsync(credential, cancellationToken) is { } key
                ? new Caller(key.WorkspaceId, key.Name) { Scope = key.Scopes.Max(), Auth = "key", ApiKeyId = key.Id, Id = $"key {key.Id}" }
                : throw Refuse(http, "invalid_token", "This key is not known, has expired or was revoked.");
        }

        if (_adminKey is not null && CryptographicOperations.FixedTimeEquals(_adminKey, Hash(credential)))
        {
            return new Caller(Workspaces.Default, "operator") { Scope = Scope.Operator, Auth = "key", Id = "operator" };
        }

        return _mode == AuthMode.Oidc
            ? await tokens.ReadAsync(http, credential, cancellationToken)
            : throw Refuse(http, "invalid_token", "This is no key of this API; one begins with vg_.");
    }

    /// <param name="error">As RFC 6750 names it; <see langword="null"/> when nothing was presented.</param>
    internal static BadInputException Refuse(HttpContext http, string? error, string why)
    {
        http.Response.Headers.WWWAuthenticate = error is null ? "Bearer" : $"Bearer error=\"{error}\"";
        return new(StatusCodes.Status401Unauthorized, "unauthenticated", why, []);
    }

    /// <summary>A page of somebody else's can have its name point to this machine; the name it then calls by gives it away.</summary>
    static void RefuseOthers(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) || !IsThisMachine(http.Request.Host.Host))
        {
            throw new BadInputException(StatusCodes.Status403Forbidden, "forbidden",
                "Without authentication VideoGen answers its own machine only, by the name localhost; docs/access.md tells how to let others in.", []);
        }
    }

    static bool IsThisMachine(string host)
        => host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
