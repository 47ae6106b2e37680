using System.Collections.Frozen;
using static VideoGen.Domain.VideoStatus;

namespace VideoGen.Domain;

/// <summary>The one table of allowed transitions. Database updates name the states that they may leave, taken from here.</summary>
public static class GenerationLifecycle
{
    /// <summary>From pending to completed, in order; <see cref="Failed"/> and <see cref="Cancelled"/> stand beside the way.</summary>
    static readonly VideoStatus[] Way =
        [Pending, ScriptGenerating, ScriptReady, StoryboardCreating, StoryboardReady, VideoRendering, PostProcessing, Completed];

    static readonly FrozenSet<(VideoStatus From, VideoStatus To)> Allowed = Way[..^1]
        .SelectMany((from, i) => new[] { (from, Way[i + 1]), (from, Failed), (from, Cancelled) })
        // A retry goes back to where it failed.
        .Concat(Way[..^1].Select(to => (Failed, to)))
        .ToFrozenSet();

    public static bool CanMove(VideoStatus from, VideoStatus to) => Allowed.Contains((from, to));

    /// <summary>The states that a video may be in for <paramref name="to"/> to be its next.</summary>
    public static IReadOnlyList<VideoStatus> MayBecome(VideoStatus to) => [.. Allowed.Where(move => move.To == to).Select(move => move.From)];

    public static bool IsFinal(VideoStatus status) => status is Completed or Cancelled;

    /// <summary>Something runs or waits for a person; neither over nor failed.</summary>
    public static bool IsActive(VideoStatus status) => !IsFinal(status) && status != Failed;
}
