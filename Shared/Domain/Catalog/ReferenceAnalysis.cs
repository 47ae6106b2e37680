namespace VideoGen.Domain;

/// <summary>How a video that works is built; its structure is taken over, never its words.</summary>
/// <param name="AverageShotSeconds">Pacing: the mean length of its shots.</param>
/// <param name="Segments">In order of time, from 0 to <paramref name="DurationSeconds"/>.</param>
public sealed record ReferenceAnalysis(
    string Title,
    double DurationSeconds,
    HookStyle HookStyle,
    double AverageShotSeconds,
    VisualStyle VisualStyle,
    IReadOnlyList<ReferenceSegment> Segments);

/// <summary>The look of a reference in words.</summary>
public sealed record VisualStyle(string Lighting, string Mood, IReadOnlyList<string> Keywords);

/// <param name="Movement">The camera movement that this segment mostly has.</param>
public sealed record ReferenceSegment(
    SegmentRole Role,
    double StartSeconds,
    double EndSeconds,
    string Summary,
    ShotSize ShotSize,
    CameraMovement Movement,
    Transition Transition);
