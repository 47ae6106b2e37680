namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// The content type of an asset follows from its key's extension, in every store: it needs no keeping, cannot disagree with the key,
/// and nothing that a browser would run (HTML, SVG) is ever served as such. Other extensions are <c>application/octet-stream</c>.
/// </summary>
public static class AssetContentType
{
    public const string Unknown = "application/octet-stream";

    static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp4"] = "video/mp4",
        [".m4v"] = "video/mp4",
        [".mov"] = "video/quicktime",
        [".webm"] = "video/webm",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".gif"] = "image/gif",
        [".wav"] = "audio/wav",
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".aac"] = "audio/aac",
        [".vtt"] = "text/vtt",
        [".srt"] = "application/x-subrip",
        [".txt"] = "text/plain; charset=utf-8",
        [".json"] = "application/json",
        [".zip"] = "application/zip",
        [".pdf"] = "application/pdf",
    };

    public static string Of(string key) => ByExtension.GetValueOrDefault(Path.GetExtension(key), Unknown);

    /// <summary>Whether a content type, parameters aside, is the one of the key.</summary>
    public static bool Fits(string key, string? contentType)
        => MediaType(contentType).Equals(MediaType(Of(key)), StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The content type is not that of the key.</exception>
    internal static void Check(string key, string contentType)
    {
        if (!Fits(key, contentType))
        {
            throw new ArgumentException($"'{key}' is {Of(key)} by its extension, not {contentType}.", nameof(contentType));
        }
    }

    static ReadOnlySpan<char> MediaType(string? contentType)
    {
        var text = contentType.AsSpan();
        var end = text.IndexOf(';');
        return (end < 0 ? text : text[..end]).Trim();
    }
}
