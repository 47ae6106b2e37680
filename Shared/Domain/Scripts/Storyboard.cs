namespace VideoGen.Domain;

/// <summary>The script with its pictures: all that is needed to render, scene by scene.</summary>
public sealed record Storyboard(IReadOnlyList<StoryboardScene> Scenes);

/// <param name="VisualPrompt">What is to be seen, for the painter and for video models.</param>
/// <param name="Transition">How this scene gives way to the next.</param>
public sealed record StoryboardScene(
    int Number,
    SegmentRole Role,
    double DurationSeconds,
    string Narration,
    string OnScreenText,
    string VisualPrompt,
    ShotSize ShotSize,
    CameraMovement CameraMovement,
    CameraAngle CameraAngle,
    Transition Transition);
