using System.Text;

namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// A key is a relative path of segments parted by single slashes, any Unicode but control characters and backslashes, without
/// <c>.</c> and <c>..</c>; at most 1024 bytes in UTF-8 (S3) with at most 255 to a segment (file systems). A key is not also the
/// folder of another key.
/// </summary>
public static class AssetKey
{
    /// <summary>What lies under it can be read by everyone, without a signature.</summary>
    public const string PublicPrefix = "thumbnails/";

    const int MaxBytes = 1024;
    const int MaxSegmentBytes = 255;

    public static bool IsValid(string? key)
        => key is { Length: > 0 } && IsPlainText(key) && Encoding.UTF8.GetByteCount(key) <= MaxBytes && key.Split('/').All(IsSegment);

    public static bool IsPublic(string key) => key.StartsWith(PublicPrefix, StringComparison.Ordinal);

    /// <exception cref="ArgumentException">It is no key.</exception>
    internal static void Check(string? key)
    {
        if (!IsValid(key))
        {
            throw new ArgumentException($"'{key}' is not an asset key: a relative path without empty, '.' or '..' segments, "
                + "backslashes or control characters, at most 1024 bytes, 255 a segment.", nameof(key));
        }
    }

    /// <summary>A prefix is the beginning of some key.</summary>
    internal static void CheckPrefix(string prefix)
    {
        // Whatever follows in the keys, a letter stands for it: "videos/" and "videos/1" begin a key, "../" and "/etc" do not.
        if (!IsValid(prefix + "x"))
        {
            throw new ArgumentException($"No asset key begins with '{prefix}'.", nameof(prefix));
        }
    }

    /// <exception cref="ArgumentException">The key is private.</exception>
    internal static void CheckPublic(string key)
    {
        Check(key);
        if (!IsPublic(key))
        {
            throw new ArgumentException($"'{key}' is private: only keys under {PublicPrefix} have a public link.", nameof(key));
        }
    }

    /// <summary>The key as the path of a URL: percent-encoded, slashes kept.</summary>
    internal static string Escape(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>No control characters and no halves of surrogate pairs, which have no UTF-8 form.</summary>
    internal static bool IsPlainText(string text)
        => !text.Any(char.IsControl) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    static bool IsSegment(string segment)
        => segment is not ("" or "." or "..") && !segment.Contains('\\') && Encoding.UTF8.GetByteCount(segment) <= MaxSegmentBytes;
}
