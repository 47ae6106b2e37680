using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What is the same for all providers.</summary>
public sealed class VideoProviderOptions : IValidatableObject
{
    public const string Section = "Providers";

    /// <summary>
    /// Where providers reach this app, without <c>/api</c>, such as <c>https://videos.example.com</c>. Empty: they do not call back.
    /// </summary>
    public string? CallbackBaseUrl { get; set; }

    /// <summary>Bytes that a provider's clip may have at most. Default 4 GiB.</summary>
    public long MaxClipBytes { get; set; } = 4L << 30;

    /// <param name="path">After the base and <c>/api/v1/webhooks/</c>.</param>
    /// <returns><see langword="null"/> when providers do not call back.</returns>
    internal string? CallbackUrl(string path)
        => string.IsNullOrEmpty(CallbackBaseUrl) ? null : $"{CallbackBaseUrl.TrimEnd('/')}/api/v1/webhooks/{path}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(CallbackBaseUrl)
            && !(Uri.TryCreate(CallbackBaseUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0))
        {
            yield return new("Providers__CallbackBaseUrl is an absolute http or https address.");
        }

        if (MaxClipBytes < 1)
        {
            yield return new("Providers__MaxClipBytes is at least 1.");
        }
    }
}

[OptionsValidator]
internal sealed partial class VideoProviderOptionsValidator : IValidateOptions<VideoProviderOptions>;
