using System.Collections.Frozen;
using static VideoGen.Domain.VideoStatus;

namespace VideoGen.Domain;

/// <summary>The one table of allowed transitions. Database updates that move a video name the states that they may leave, taken from here.</summary>
public static class GenerationLifecycle
{
    /// <summary>From pending to completed, in order; <see cref="Failed"/> and <see cref="Cancelled"/> stand beside the way.</summary>
    static readonly VideoStatus[] Way =
        [Pending, ScriptGenerating, ScriptReady, StoryboardCreating, StoryboardReady, VideoRendering, PostProcessing, Completed];

    static readonly FrozenSet<(VideoStatus From, VideoStatus To)> Allowed = Way[..^1]
        .SelectMany((from, i) => new[] { (from, Way[i + 1]), (from, Failed), (from, Cancelled) })
        .ToFrozenSet();

    /// <summary>
    /// What a retry may leave, and nothing else leaves: failed, back to where it failed, and completed, back to the rendering of scenes that
    /// no provider could render and that an animatic stands in for.
    /// </summary>
    public static IReadOnlyList<VideoStatus> MayBeRetried { get; } = [Failed, Completed];

    /// <summary>The states that a video may be in for <paramref name="to"/> to be its next, without a retry.</summary>
    public static IReadOnlyList<VideoStatus> MayBecome(VideoStatus to) => [.. Allowed.Where(move => move.To == to).Select(move => move.From)];

    /// <summary>Something runs or waits for a person; neither over nor failed.</summary>
    public static bool IsActive(VideoStatus status) => status is not (Completed or Failed or Cancelled);
}
