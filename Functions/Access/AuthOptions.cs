using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VideoGen.Functions.Access;

public enum AuthMode
{
    /// <summary>API keys.</summary>
    Keys,

    /// <summary>Bearer tokens of an OpenID Connect issuer, and API keys.</summary>
    Oidc,

    /// <summary>Nobody has to say who they are. For one's own machine in development.</summary>
    None,
}

/// <summary>Who may call. As environment variables: <c>Auth__Mode</c>, <c>Auth__Oidc__Authority</c> and so on.</summary>
public sealed class AuthOptions : IValidatableObject
{
    public const string Section = "Auth";
    const int ShortestAdminKey = 32;

    /// <summary><c>keys</c>, <c>oidc</c> or <c>none</c>. Default keys.</summary>
    public string Mode { get; set; } = "keys";

    /// <summary>The operator's key, 32 characters or more: makes workspaces and the first keys. Default none.</summary>
    public string AdminKey { get; set; } = "";

    public OidcOptions Oidc { get; set; } = new();

    /// <summary>Valid when <see cref="Validate"/> has nothing to say.</summary>
    public AuthMode Way => Enum.Parse<AuthMode>(Mode, ignoreCase: true);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Problems().Select(problem => new ValidationResult(problem));

    IEnumerable<string> Problems()
    {
        if (!Enum.TryParse<AuthMode>(Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode) || int.TryParse(Mode, out _))
        {
            yield return "Auth__Mode is 'keys', 'oidc' or 'none'.";
        }
        else if (mode == AuthMode.Oidc)
        {
            foreach (var problem in Oidc.Problems())
            {
                yield return problem;
            }
        }

        if (AdminKey.Length is > 0 and < ShortestAdminKey || AdminKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return $"Auth__AdminKey has {ShortestAdminKey} characters or more, none of them a space; 'openssl rand -hex 32' makes one.";
        }
    }
}

[OptionsValidator]
internal sealed partial class AuthOptionsValidator : IValidateOptions<AuthOptions>;
