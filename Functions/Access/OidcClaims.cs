using System.Security.Claims;
using VideoGen.Domain;

namespace VideoGen.Functions.Access;

/// <summary>What the claims of a valid token mean here.</summary>
static class OidcClaims
{
    const int LongestName = 200;

    public static string Name(OidcOptions options, ClaimsIdentity identity)
        => options.Naming.Select(claim => identity.FindFirst(claim)?.Value).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) is { } name
            ? name[..Math.Min(name.Length, LongestName)] : "unnamed";

    /// <returns>The most that the token allows; <see langword="null"/> when it allows nothing here.</returns>
    public static Scope? Most(OidcOptions options, ClaimsIdentity identity)
        => options.Scoping
            .SelectMany(identity.FindAll)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.StartsWith(options.ScopePrefix, StringComparison.Ordinal))
            .Select(word => ScopeOf(word[options.ScopePrefix.Length..]))
            .Append(ScopeOf(options.DefaultScope))
            .Max();

    /// <summary>No token makes an operator.</summary>
    public static Scope? ScopeOf(string word) => word switch
    {
        "read" => Scope.Read,
        "plan" => Scope.Plan,
        "render" => Scope.Render,
        "admin" => Scope.Admin,
        _ => null,
    };
}
