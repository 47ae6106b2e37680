using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>The order of a list of videos.</summary>
public enum VideoSort
{
    Newest,
    Oldest,
    Dearest,

    /// <summary>By code points; those without a script yet come first.</summary>
    Title,
}

/// <summary>Which videos a list shows; what is left out does not matter.</summary>
public sealed record VideoFilter(Guid WorkspaceId)
{
    public IReadOnlyList<VideoStatus> Statuses { get; init; } = [];
    public Guid? BrandId { get; init; }
    public Guid? ProductId { get; init; }

    /// <summary>Named in the video's options, with whatever model.</summary>
    public string? Provider { get; init; }

    /// <summary>Created then or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTime? To { get; init; }

    /// <summary>Each occurs somewhere in the title, the brand, the product or the script.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
    public VideoSort Sort { get; init; }
}

/// <summary>The place of a video in the order of a list; the page after it begins behind it.</summary>
/// <param name="Key">Its time, cost or title: what the list is sorted by.</param>
/// <param name="Id">Breaks ties.</param>
public sealed record VideoPlace(object Key, Guid Id)
{
    public static VideoPlace Of(Video video, VideoSort sort) => new(sort switch
    {
        VideoSort.Dearest => video.CostUsd,
        VideoSort.Title => video.Title,
        _ => video.CreatedAt,
    }, video.Id);
}
