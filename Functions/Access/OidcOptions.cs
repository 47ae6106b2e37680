namespace VideoGen.Functions.Access;

/// <summary>Whose tokens are believed, and what their claims mean.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer's address, below which <c>.well-known/openid-configuration</c> lies; https, or http on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What tokens name as their issuer. Default: as the issuer's own configuration says.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>For whom tokens must be made: this API, as the issuer knows it. One of these is enough.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>
    /// Signatures that are accepted, asymmetric ones only. Default RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512.
    /// </summary>
    public IList<string> Algorithms { get; } = [];

    /// <summary>How far clocks may differ, seconds, 0 to 300. Default 60.</summary>
    public int ClockSkewSeconds { get; set; } = 60;

    /// <summary>
    /// Claims for a person's name; the first that is there. Default preferred_username, email, name, azp, client_id, sub.
    /// </summary>
    public IList<string> NameClaims { get; } = [];

    /// <summary>Claims that hold scopes, as a list or parted by spaces. Default scope, scp, roles.</summary>
    public IList<string> ScopeClaims { get; } = [];

    /// <summary>What stands before a scope's name in the claim, such as <c>videogen.</c> Default nothing.</summary>
    public string ScopePrefix { get; set; } = "";

    /// <summary>What a token without any of our scopes may do: read, plan, render or admin. Default nothing.</summary>
    public string DefaultScope { get; set; } = "";

    /// <summary>
    /// The claim that names the workspace, by its external id or its id. Default none: everybody is in the default workspace.
    /// </summary>
    public string WorkspaceClaim { get; set; } = "";

    static readonly string[] Asymmetric = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    // A list in the settings is added to what is there already, so the defaults are not in the properties.
    internal IEnumerable<string> TrustedAlgorithms => Algorithms.Count > 0 ? Algorithms : Asymmetric;

    internal IEnumerable<string> Naming => NameClaims.Count > 0 ? NameClaims : ["preferred_username", "email", "name", "azp", "client_id", "sub"];

    internal IEnumerable<string> Scoping => ScopeClaims.Count > 0 ? ScopeClaims : ["scope", "scp", "roles"];

    internal IEnumerable<string> Problems()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == "https" || authority is { Scheme: "http", IsLoopback: true }))
        {
            yield return "Auth__Oidc__Authority is the issuer's address, https.";
        }

        if (Audiences.Count == 0 || Audiences.Any(string.IsNullOrWhiteSpace))
        {
            yield return "Auth__Oidc__Audiences__0 is this API as the issuer knows it; without it tokens that were made for other programs would do.";
        }

        if (TrustedAlgorithms.FirstOrDefault(algorithm => !Asymmetric.Contains(algorithm)) is { } weak)
        {
            yield return $"Auth__Oidc__Algorithms has '{weak}'; it takes {string.Join(", ", Asymmetric)}.";
        }

        if (ClockSkewSeconds is < 0 or > 300)
        {
            yield return "Auth__Oidc__ClockSkewSeconds is 0 to 300.";
        }

        if (DefaultScope.Length > 0 && OidcClaims.ScopeOf(DefaultScope) is null)
        {
            yield return "Auth__Oidc__DefaultScope is read, plan, render or admin.";
        }
    }
}
