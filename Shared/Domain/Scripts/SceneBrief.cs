using System.Text.Json.Serialization;

namespace VideoGen.Domain;

/// <summary>
/// All that goes into the still picture of a scene; its digest names the picture. The scene's number is not in it: a scene that
/// moves to another place keeps its picture and its clip. The workspace is: what one has made and paid for is not lent to another, and goes when it goes.
/// </summary>
/// <param name="Picture">Key of the picture that a model painted of the scene, named by its content; the words are set into it by us.</param>
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
    FrameSize Size,
    // Left out when there is none: stills of the offline painter keep the digest that they had before there were others.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Picture = null,
    // Left out for the workspace that is there from the start: what is in it keeps the digest that it had before there were others.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? WorkspaceId = null);

/// <summary>All that goes into the rendered clip of a scene; together with provider and model its digest names the clip.</summary>
/// <param name="Narration">For providers that speak it in the clip; of the others it is not part.</param>
/// <param name="ClipSeconds">The scene's duration and, after it, the time in which it overlaps with the next scene.</param>
/// <param name="Overlap">Of these, the seconds of the overlap, in which the last picture may stand still.</param>
public sealed record SceneBrief(
    StillBrief Still, string Narration, CameraMovement CameraMovement, double ClipSeconds,
    // Left out when nothing: clips without an overlap keep the digest that they had before it was told apart.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Overlap = 0)
{
    /// <summary>The scene by itself: what a provider has to film.</summary>
    [JsonIgnore]
    public double SceneSeconds => Math.Round(ClipSeconds - Overlap, 1);

    /// <summary>Seconds for which two scenes are seen together in this transition.</summary>
    public static double OverlapSeconds(Transition transition) => transition switch
    {
        Transition.Dissolve or Transition.Wipe or Transition.Slide => 0.5,
        _ => 0,
    };

    public static SceneBrief For(StoryboardScene scene, bool isLast, Brand brand, Product product, GenerationOptions options, Guid? workspaceId = null)
    {
        var overlap = isLast ? 0 : OverlapSeconds(scene.Transition);
        var still = new StillBrief(scene.Role, scene.OnScreenText, scene.VisualPrompt, scene.ShotSize, scene.CameraAngle,
            brand.Name, product.Name, brand.Colors, options.Language, options.FrameSize, WorkspaceId: workspaceId);
        return new(still, scene.Narration, scene.CameraMovement, Math.Round(scene.DurationSeconds + overlap, 1), overlap);
    }

    /// <param name="variant">What else of the installation's settings is seen in the clip, such as an avatar.</param>
    /// <param name="spoken">Whether the narration is spoken in the clip.</param>
    public string ClipDigest(string provider, string model, string? variant = null, bool spoken = false)
        => Digest.Of(new { Brief = spoken ? this : this with { Narration = "" }, provider, model, variant });
}
