using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Assets;

/// <summary>Where media is kept. As environment variables: <c>Assets__Store</c>, <c>Assets__S3__Bucket</c> and so on.</summary>
public sealed class AssetOptions : IValidatableObject
{
    public const string Section = "Assets";
    public const string Files = "files";
    public const string S3Store = "s3";

    /// <summary><c>files</c>, a folder whose links this app serves, or <c>s3</c>. Default <c>files</c>.</summary>
    [AllowedValues(Files, S3Store, ErrorMessage = "Assets__Store is 'files' or 's3'.")]
    public string Store { get; set; } = Files;

    /// <summary>
    /// The files store's folder, relative to the working directory or absolute; created if absent. Default <c>.videogen/assets</c>.
    /// </summary>
    [Required(ErrorMessage = "Assets__Folder names the folder of the files store.")]
    public string Folder { get; set; } = ".videogen/assets";

    /// <summary>
    /// Signs the files store's links: base64 of at least 32 random bytes, the same on every instance. Default: generated once and kept
    /// in the folder, for its owner alone.
    /// </summary>
    public string? LinkKey { get; set; }

    /// <summary>Where browsers reach the files store's HTTP function. Default <c>http://localhost:7071/api/assets</c>.</summary>
    public string PublicBaseUrl { get; set; } = "http://localhost:7071/api/assets";

    public S3AssetOptions S3 { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => (Store == S3Store ? S3.Problems() : FilesProblems()).Select(problem => new ValidationResult(problem));

    IEnumerable<string> FilesProblems()
    {
        if (LinkKey is { Length: > 0 } && !IsKey(LinkKey))
        {
            yield return "Assets__LinkKey is base64 of at least 32 bytes; 'openssl rand -base64 32' makes one.";
        }

        if (!IsHttp(PublicBaseUrl))
        {
            yield return "Assets__PublicBaseUrl is an absolute http or https address.";
        }
    }

    internal static bool IsHttp(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0;

    static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count >= 32;
    }
}

[OptionsValidator]
internal sealed partial class AssetOptionsValidator : IValidateOptions<AssetOptions>;
