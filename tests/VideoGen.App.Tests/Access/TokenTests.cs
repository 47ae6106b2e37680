using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Access;

/// <summary>Tokens of an issuer: good ones, and every way in which one can be false.</summary>
[Collection(AccessCollection.Name)]
public sealed class TokenTests(AccessFixture fixture)
{
    FakeIssuer Issuer => fixture.Issuer;

    [Fact]
    public async Task Token_Good_NamesThePersonAndTheirScopes()
    {
        var me = (await fixture.As(Issuer.Sign(Issuer.Claims("openid plan"))).GetAsync("api/v1/me")).Body!;

        me["name"]!.GetValue<string>().Should().Be("mina");
        me["auth"]!.GetValue<string>().Should().Be("oidc");
        me["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()).Should().Equal("read", "plan");
    }

    [Theory]
    [InlineData("aud", "another-api", "another API")]
    [InlineData("iss", "https://elsewhere.example", "another issuer")]
    [InlineData("exp", 1_700_000_000, "expired")]
    [InlineData("nbf", 4_000_000_000, "not valid yet")]
    [InlineData("exp", null, "The token")]
    [InlineData("workspace", "nobody's", "names no workspace")]
    public async Task Token_ClaimIsWrong_IsRefused(string claim, object? value, string says)
    {
        var claims = Issuer.Claims();
        (claims["nbf"], claims["exp"]) = claim == "nbf" ? ((JsonNode)0, (JsonNode)4_100_000_000) : (1_600_000_000, claims["exp"]!.DeepClone());
        claims[claim] = JsonValue.Create(value);
        if (value is null)
        {
            claims.Remove(claim);
        }

        await RefusesAsync(Issuer.Sign(claims), says);
    }

    [Fact]
    public async Task Token_Forged_IsRefused()
    {
        using var forger = RSA.Create(2048);
        var (good, other) = (Issuer.Sign(Issuer.Claims("read")), Issuer.Sign(Issuer.Claims("admin"), key: forger));

        await RefusesAsync(other);
        await RefusesAsync(string.Join('.', good.Split('.')[0], other.Split('.')[1], good.Split('.')[2]));
        await RefusesAsync(FakeIssuer.Unsigned(Issuer.Claims("admin")));
        await RefusesAsync(Issuer.SignWithPublicKey(Issuer.Claims("admin")));
        await RefusesAsync("not.a.token");
        await RefusesAsync($"{good}{new string('A', 20_000)}");
    }

    [Fact]
    public async Task Token_KeyIsUnknown_IsRefusedUntilTheIssuerPublishesIt()
    {
        using var coming = RSA.Create(2048);
        var token = Issuer.Sign(Issuer.Claims(), "second", coming);
        await RefusesAsync(token);
        Issuer.Keys["second"] = coming;
        try
        {
            await Eventually.BeAsync(async () => (await fixture.As(token).GetAsync("api/v1/me")).Status == HttpStatusCode.OK);
            using var never = RSA.Create(2048);
            await RefusesAsync(Issuer.Sign(Issuer.Claims(), "third", never));
        }
        finally
        {
            Issuer.Keys.Remove("second");
        }
    }

    [Fact]
    public async Task Token_WithoutAnyScopeOfOurs_MayNothing()
    {
        var answer = await fixture.As(Issuer.Sign(Issuer.Claims("openid operator"))).GetAsync("api/v1/me");

        answer.Status.Should().Be(HttpStatusCode.Forbidden);
        answer.Body!["detail"]!.GetValue<string>().Should().Contain("you have none");
    }

    [Fact]
    public async Task Token_ClaimNamesAWorkspace_IsInThatOne()
    {
        var id = await fixture.WorkspaceAsync("tenant-7");

        var me = (await fixture.As(Issuer.Sign(Issuer.Claims(workspace: "tenant-7"))).GetAsync("api/v1/me")).Body!;

        me["workspace"]!["id"]!.GetValue<string>().Should().Be(id);
        await RefusesAsync(Issuer.Sign(Issuer.Claims(workspace: id)), "names no workspace");
    }

    async Task RefusesAsync(string token, string says = "The token")
    {
        var answer = await fixture.As(token).GetAsync("api/v1/me");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Code.Should().Be("unauthenticated");
        answer.Message.Headers.WwwAuthenticate.ToString().Should().Be("Bearer error=\"invalid_token\"");
        answer.Body!["detail"]!.GetValue<string>().Should().Contain(says);
    }
}
