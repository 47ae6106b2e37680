using Microsoft.Net.Http.Headers;

namespace VideoGen.Infrastructure.Assets;

public enum AssetLinkMethod
{
    Get,
    Put,
}

/// <summary>What the links of all stores have in common.</summary>
public static class AssetLink
{
    /// <summary>7 days: S3 signatures cannot live longer.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentException">A link like this cannot be made.</exception>
    internal static void Check(string key, AssetLinkMethod method, TimeSpan lifetime, string? fileName, long? uploadBytes)
    {
        AssetKey.Check(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, LongestLifetime);
        if (fileName is not null && (method != AssetLinkMethod.Get || fileName.Length == 0 || !AssetKey.IsPlainText(fileName)))
        {
            throw new ArgumentException("A file name is for downloads, not empty and without control characters.", nameof(fileName));
        }

        if (method == AssetLinkMethod.Put ? uploadBytes is not >= 0 : uploadBytes is not null)
        {
            throw new ArgumentException("An upload has a size, which is not negative, and nothing else has one.", nameof(uploadBytes));
        }
    }

    /// <summary>The header that makes a browser save the asset; with an ASCII form for old programs beside the UTF-8 one.</summary>
    internal static string Attachment(string fileName)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(fileName);
        return header.ToString();
    }

    /// <summary>
    /// Thumbnails may be kept by proxies for an hour; the rest by its reader alone, who asks each time whether it has changed.
    /// </summary>
    internal static string CacheControl(string key) => AssetKey.IsPublic(key) ? "public, max-age=3600" : "private, no-cache";
}
