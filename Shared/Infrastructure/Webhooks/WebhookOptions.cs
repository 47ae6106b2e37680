using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>How workspaces are told of their videos. As environment variables: <c>Webhooks__SecretKey</c> and so on.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Seals endpoints' secrets in the database: base64 of 32 bytes, the same on every instance. Default none: they lie there as they are.
    /// </summary>
    public string SecretKey { get; set; } = "";

    /// <summary>
    /// Networks that may be called although they are not public, such as <c>127.0.0.0/8</c> in development. Default none.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Whether endpoints may be http. Default no.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Longest wait for an endpoint's answer, seconds, 1 to 60. Default 15.</summary>
    public double TimeoutSeconds { get; set; } = 15;

    /// <summary>
    /// Pauses before the second try and all after it, seconds. Default 5 s, 5 min, 30 min, 2 h, 5 h, 8 h, 8 h: a day in all.
    /// </summary>
    public IList<double> RetrySeconds { get; } = [];

    internal IReadOnlyList<double> Pauses => RetrySeconds.Count > 0 ? [.. RetrySeconds] : [5, 300, 1800, 7200, 18_000, 28_800, 28_800];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Problems().Select(problem => new ValidationResult(problem));

    IEnumerable<string> Problems()
    {
        if (SecretKey.Length > 0 && !SecretBox.IsKey(SecretKey))
        {
            yield return "Webhooks__SecretKey is base64 of 32 bytes; 'openssl rand -base64 32' makes one.";
        }

        if (AllowedNetworks.FirstOrDefault(network => !IPNetwork.TryParse(network, out _)) is { } wrong)
        {
            yield return $"Webhooks__AllowedNetworks has '{wrong}'; a network is written as 127.0.0.0/8.";
        }

        if (TimeoutSeconds is < 1 or > 60)
        {
            yield return "Webhooks__TimeoutSeconds is 1 to 60.";
        }

        if (RetrySeconds.Any(pause => pause is < 0 or > 86_400))
        {
            yield return "Webhooks__RetrySeconds are pauses of 0 to 86400 seconds.";
        }
    }
}

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
