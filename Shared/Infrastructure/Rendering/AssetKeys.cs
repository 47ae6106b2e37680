using VideoGen.Domain;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Where things lie in the asset store. Keys say what is in them, so that writing twice overwrites and never doubles.</summary>
public static class AssetKeys
{
    /// <summary>A PNG of the offline painter, or a JPEG made of a model's picture.</summary>
    public static string Still(StillBrief brief) => $"stills/{Digest.Of(brief)}.{(brief.Picture is null ? "png" : "jpg")}";

    public static string Clip(string clipDigest) => $"clips/{clipDigest}.mp4";

    /// <summary>What the provider delivered, before it was brought into the film's format.</summary>
    public static string ClipSource(string clipDigest) => $"clips/{clipDigest}/source.mp4";

    public static string Film(RunKey key) => $"videos/{key.VideoId}/{key.Run}.mp4";

    /// <param name="digest">Of all that is seen in it: the same storyboard is filmed once.</param>
    public static string Animatic(Guid videoId, string digest) => $"videos/{videoId}/animatics/{digest}.mp4";

    /// <summary>Before all that is of this video alone.</summary>
    public static string Films(Guid videoId) => $"videos/{videoId}/";

    /// <summary>Below the public prefix: thumbnails are readable without a link that expires.</summary>
    public static string Thumbnail(Guid videoId) => $"thumbnails/{videoId}.jpg";
}
