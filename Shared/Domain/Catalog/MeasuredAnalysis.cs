using System.Globalization;

namespace VideoGen.Domain;

/// <summary>
/// Makes the analysis of a reference out of what was measured. What cannot be measured is filled in by rules that people can read:
/// what a shot is for follows from its place in the video, how near it is from what it is for, and the hook is a bold claim.
/// </summary>
public static class MeasuredAnalysis
{
    /// <summary>The usual build of an advertisement: up to where, as a share of the whole, a shot's middle belongs to which part.</summary>
    static readonly (double Until, SegmentRole Role, ShotSize Size)[] Build =
    [
        (0.10, SegmentRole.Hook, ShotSize.CloseUp),
        (0.23, SegmentRole.Problem, ShotSize.Medium),
        (0.40, SegmentRole.Solution, ShotSize.Full),
        (0.70, SegmentRole.Benefit, ShotSize.CloseUp),
        (0.87, SegmentRole.Proof, ShotSize.ExtremeCloseUp),
        (1.00, SegmentRole.CallToAction, ShotSize.Full),
    ];

    public static ReferenceAnalysis Compose(string title, ReferenceMeasurement measured, ReferenceDescription? described)
    {
        var segments = Segments(measured);
        if (described?.Beats is { } beats && beats.Count == segments.Count)
        {
            segments = [.. segments.Zip(beats, (segment, beat) => segment with { Role = beat.Role, ShotSize = beat.ShotSize, Summary = beat.Summary })];
        }

        return new(
            title,
            measured.DurationSeconds,
            described?.HookStyle ?? HookStyle.BoldClaim,
            Math.Clamp(measured.AverageShotSeconds, 0.1, 600),
            described?.VisualStyle ?? Style(measured),
            segments);
    }

    /// <summary>Shots that follow each other in the same part make one segment; the first is always the hook, the last of several the call to action.</summary>
    static List<ReferenceSegment> Segments(ReferenceMeasurement measured)
    {
        var shots = measured.Shots;
        var parts = shots.Select((shot, i) => i == 0 ? Build[0] : i == shots.Count - 1 ? Build[^1] : PartAt(shot, measured.DurationSeconds)).ToList();
        var segments = new List<ReferenceSegment>();
        for (var from = 0; from < shots.Count;)
        {
            var to = from + 1;
            while (to < shots.Count && parts[to].Role == parts[from].Role)
            {
                to++;
            }

            var own = shots.Skip(from).Take(to - from).ToList();
            segments.Add(new(parts[from].Role, own[0].StartSeconds, own[^1].EndSeconds, Summary(own), parts[from].Size, Movement(own), own[^1].Transition));
            from = to;
        }

        return segments;
    }

    static (double Until, SegmentRole Role, ShotSize Size) PartAt(MeasuredShot shot, double seconds)
        => Build.First(part => (shot.StartSeconds + shot.EndSeconds) / 2 <= part.Until * seconds || part.Until == 1);

    /// <summary>The one that lasts longest.</summary>
    static CameraMovement Movement(IReadOnlyList<MeasuredShot> shots)
        => shots.GroupBy(shot => shot.Movement).MaxBy(same => same.Sum(shot => shot.Seconds()))!.Key;

    static string Summary(IReadOnlyList<MeasuredShot> shots)
    {
        var seconds = shots.Average(shot => shot.Seconds()).ToString("0.0", CultureInfo.InvariantCulture);
        var count = shots.Count == 1 ? $"One shot of {seconds} s" : $"{shots.Count} shots of {seconds} s on average";
        return $"{count}, {Light(shots.Average(shot => shot.Brightness))}.";
    }

    static VisualStyle Style(ReferenceMeasurement measured) => new(
        $"{Light(measured.Brightness)}, {(measured.Contrast > 0.25 ? "hard contrast" : measured.Contrast < 0.12 ? "soft contrast" : "medium contrast")}",
        measured.AverageShotSeconds < 1.5 ? "fast and energetic" : measured.AverageShotSeconds > 4 ? "calm" : "lively",
        [
            measured.Saturation > 0.45 ? "strong colours" : measured.Saturation < 0.15 ? "muted colours" : "natural colours",
            measured.Shots.Count(shot => shot.Movement != CameraMovement.Static) * 2 > measured.Shots.Count ? "moving camera" : "still camera",
        ]);

    static string Light(double brightness) => brightness < 0.25 ? "dark" : brightness > 0.65 ? "bright" : "evenly lit";
}
