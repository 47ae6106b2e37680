namespace VideoGen.Domain.Tests;

/// <summary>Valid values of the domain, to be changed by one field in a test.</summary>
internal static class Samples
{
    public static Brand Brand { get; } = new(
        "Hanbit", "Light for every day", "warm and plain", "Busy parents",
        new("#112233", "#ffffff", "#ff8800"), ["light"], ["cheap"], ["Advertisement"]);

    public static Product Product { get; } = new(
        Guid.Parse("7f0a1c52-9b6e-4d0e-8f52-2d0a4f3c9e11"), "Hanbit Lamp", "A lamp.", ["Lasts 12 hours"], "Order at hanbit.example");

    public static ReferenceSegment Segment { get; } = new(
        SegmentRole.Hook, 0, 3, "A face.", ShotSize.CloseUp, CameraMovement.PushIn, Transition.Cut);

    public static ReferenceAnalysis Reference { get; } = new(
        "A lamp ad", 30, HookStyle.BoldClaim, 2.5, new("daylight", "calm", ["minimal"]), [Segment]);

    public static GenerationOptions Options { get; } = new(
        Language.English, AspectRatio.Landscape, 10, Resolution.P720, [ReviewPoint.Script], ["luma"], true);

    public static Script Script { get; } = new("A lamp",
    [
        new(1, SegmentRole.Hook, 4, "Dark again?", "Dark?"),
        new(2, SegmentRole.CallToAction, 6, "Order now.", "hanbit.example"),
    ]);

    public static StoryboardScene BoardScene { get; } = new(
        1, SegmentRole.Hook, 4, "Dark again?", "Dark?", "A dark room.",
        ShotSize.CloseUp, CameraMovement.PushIn, CameraAngle.LowAngle, Transition.Dissolve);

    public static Storyboard Storyboard { get; } = new([BoardScene, BoardScene with { Number = 2, DurationSeconds = 6 }]);

    public static Script WithScene(Func<ScriptScene, ScriptScene> change)
        => Script with { Scenes = [Script.Scenes[0], change(Script.Scenes[1])] };
}
