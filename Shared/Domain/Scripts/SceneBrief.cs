namespace VideoGen.Domain;

/// <summary>
/// All that goes into the still picture of a scene; its digest names the picture. The scene's number is not in it: a scene that
/// moves to another place keeps its picture and its clip.
/// </summary>
public sealed record StillBrief(
    SegmentRole Role,
    string OnScreenText,
    string VisualPrompt,
    ShotSize ShotSize,
    CameraAngle CameraAngle,
    string BrandName,
    string ProductName,
    BrandColors Colors,
    Language Language,
    FrameSize Size);

/// <summary>All that goes into the rendered clip of a scene; together with provider and model its digest names the clip.</summary>
/// <param name="ClipSeconds">The scene's duration and, after it, the time in which it overlaps with the next scene.</param>
public sealed record SceneBrief(StillBrief Still, CameraMovement CameraMovement, double ClipSeconds)
{
    /// <summary>Seconds for which two scenes are seen together in this transition.</summary>
    public static double OverlapSeconds(Transition transition) => transition switch
    {
        Transition.Dissolve or Transition.Wipe or Transition.Slide => 0.5,
        _ => 0,
    };

    public static SceneBrief For(StoryboardScene scene, bool isLast, Brand brand, Product product, GenerationOptions options) => new(
        new StillBrief(scene.Role, scene.OnScreenText, scene.VisualPrompt, scene.ShotSize, scene.CameraAngle,
            brand.Name, product.Name, brand.Colors, options.Language, options.FrameSize),
        scene.CameraMovement,
        Math.Round(scene.DurationSeconds + (isLast ? 0 : OverlapSeconds(scene.Transition)), 1));

    public string ClipDigest(string provider, string model) => Digest.Of(new { Brief = this, provider, model });
}
