using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Access;

/// <summary>
/// Believes bearer tokens that the issuer signed, for this API, that have not expired. Its keys are fetched once, and again when a token
/// names one that is new.
/// </summary>
public sealed class OidcTokens : IDisposable
{
    const int LongestToken = 16 * 1024;

    readonly OidcOptions _options;
    readonly Workspaces _workspaces;
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    readonly JsonWebTokenHandler _reader = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    readonly ConfigurationManager<OpenIdConnectConfiguration> _issuer;

    public OidcTokens(IOptions<AuthOptions> options, Workspaces workspaces)
    {
        (_options, _workspaces) = (options.Value.Oidc, workspaces);
        _issuer = new($"{_options.Authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = _options.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) })
        {
            // However many tokens come with keys that nobody knows.
            RefreshInterval = TimeSpan.FromSeconds(5),
        };
    }

    /// <exception cref="BadInputException">401, or 503 when the issuer cannot be asked for its keys.</exception>
    public async Task<Caller> ReadAsync(HttpContext http, string token, CancellationToken cancellationToken)
    {
        var issuer = await IssuerAsync(http, cancellationToken);
        var result = await _reader.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer.Length > 0 ? _options.Issuer : issuer.Issuer,
            ValidAudiences = _options.Audiences,
            ValidAlgorithms = _options.TrustedAlgorithms,
            ClockSkew = TimeSpan.FromSeconds(_options.ClockSkewSeconds),
            ConfigurationManager = _issuer,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        });
        if (!result.IsValid)
        {
            throw Authenticator.Refuse(http, "invalid_token", Why(result.Exception));
        }

        return await CallerAsync(http, result.ClaimsIdentity, result.Issuer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    async Task<Caller> CallerAsync(HttpContext http, ClaimsIdentity identity, string issuer, CancellationToken cancellationToken)
    {
        var workspace = Workspaces.Default;
        if (_options.WorkspaceClaim.Length > 0)
        {
            var named = identity.FindFirst(_options.WorkspaceClaim)?.Value ?? "";
            workspace = (await _workspaces.FindAsync(named, cancellationToken))?.Id
                ?? throw Authenticator.Refuse(http, "invalid_token", $"The token's claim {_options.WorkspaceClaim} names no workspace that there is here.");
        }

        return new Caller(workspace, OidcClaims.Name(_options, identity))
        {
            Scope = OidcClaims.Most(_options, identity),
            Auth = "oidc",
            Id = $"{issuer}|{identity.FindFirst("sub")?.Value ?? identity.FindFirst("azp")?.Value}",
        };
    }

    async Task<OpenIdConnectConfiguration> IssuerAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await _issuer.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            http.Response.Headers.RetryAfter = "10";
            throw new BadInputException(StatusCodes.Status503ServiceUnavailable, "issuer_unavailable",
                "The issuer of tokens cannot be asked for its keys now; try again, or look at Auth__Oidc__Authority.", []);
        }
    }

    static string Why(Exception? fault) => fault switch
    {
        SecurityTokenExpiredException => "The token has expired; get a new one.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token was made for another API.",
        SecurityTokenInvalidIssuerException => "The token comes from another issuer.",
        SecurityTokenInvalidAlgorithmException => "The token is signed in a way that is not accepted.",
        _ => "The token is not one of the issuer's.",
    };
}
