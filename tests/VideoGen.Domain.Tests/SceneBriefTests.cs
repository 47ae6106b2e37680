namespace VideoGen.Domain.Tests;

public sealed class SceneBriefTests
{
    [Theory]
    [InlineData(Transition.Dissolve, 4.5)]
    [InlineData(Transition.Wipe, 4.5)]
    [InlineData(Transition.Slide, 4.5)]
    [InlineData(Transition.Cut, 4)]
    [InlineData(Transition.FadeThroughBlack, 4)]
    public void For_SceneBeforeAnother_AlsoLastsWhileBothAreSeen(Transition transition, double clipSeconds)
        => For(Samples.BoardScene with { Transition = transition }).ClipSeconds.Should().Be(clipSeconds);

    [Fact]
    public void For_LastScene_LastsNoLongerThanItself()
        => SceneBrief.For(Samples.BoardScene, true, Samples.Brand, Samples.Product, Samples.Options).ClipSeconds.Should().Be(4);

    [Fact]
    public void ClipDigest_AnythingVisibleChanged_IsAnother() => new string[]
    {
        ClipOf(For(Samples.BoardScene)),
        ClipOf(For(Samples.BoardScene with { DurationSeconds = 4.1 })),
        ClipOf(For(Samples.BoardScene with { OnScreenText = "x" })),
        ClipOf(For(Samples.BoardScene with { VisualPrompt = "x" })),
        ClipOf(For(Samples.BoardScene with { ShotSize = ShotSize.Wide })),
        ClipOf(For(Samples.BoardScene with { CameraMovement = CameraMovement.PullOut })),
        ClipOf(For(Samples.BoardScene with { CameraAngle = CameraAngle.Overhead })),
        ClipOf(For(Samples.BoardScene with { Transition = Transition.Cut })),
        ClipOf(For(Samples.BoardScene, brand: Samples.Brand with { Name = "x" })),
        ClipOf(For(Samples.BoardScene, brand: Samples.Brand with { Colors = Samples.Brand.Colors with { Accent = "#000000" } })),
        ClipOf(For(Samples.BoardScene, product: Samples.Product with { Name = "x" })),
        ClipOf(For(Samples.BoardScene, options: Samples.Options with { AspectRatio = AspectRatio.Square })),
        ClipOf(For(Samples.BoardScene, options: Samples.Options with { Resolution = Resolution.P1080 })),
        ClipOf(For(Samples.BoardScene, options: Samples.Options with { Language = Language.Korean })),
        For(Samples.BoardScene).ClipDigest("runway", "a"),
        For(Samples.BoardScene).ClipDigest("luma", "b"),
    }.Should().OnlyHaveUniqueItems();

    [Fact]
    public void ClipDigest_OnlyWhatIsHeardOrNotSeenChanged_IsTheSame()
    {
        var clip = ClipOf(For(Samples.BoardScene));

        ClipOf(For(Samples.BoardScene, options: Samples.Options with { Captions = false })).Should().Be(clip);
        ClipOf(For(Samples.BoardScene with { Narration = "Something else." })).Should().Be(clip);
        ClipOf(For(Samples.BoardScene, options: Samples.Options with { Providers = ["runway"], Review = [] })).Should().Be(clip);
        ClipOf(For(Samples.BoardScene, product: Samples.Product with { Facts = [] })).Should().Be(clip);
        ClipOf(For(Samples.BoardScene with { Transition = Transition.Wipe })).Should().Be(clip,
            "the overlap is as long as that of a dissolve, and the wipe itself is made when the clips are joined");
    }

    [Fact]
    public void Still_MovementOrLengthChanged_IsTheSame()
    {
        var still = For(Samples.BoardScene).Still;

        For(Samples.BoardScene with { CameraMovement = CameraMovement.PullOut, DurationSeconds = 9 }).Still.Should().Be(still);
        For(Samples.BoardScene with { VisualPrompt = "x" }).Still.Should().NotBe(still);
        For(Samples.BoardScene with { ShotSize = ShotSize.Wide }).Still.Should().NotBe(still);
    }

    [Fact]
    public void ClipDigest_OfAnotherWorkspace_IsAnotherClipAndPicture()
    {
        var (first, second) = (OfWorkspace(new Guid(1, 0, 0, new byte[8])), OfWorkspace(new Guid(2, 0, 0, new byte[8])));

        ClipOf(first).Should().NotBe(ClipOf(second)).And.NotBe(ClipOf(OfWorkspace(null)));
        Digest.Of(first.Still).Should().NotBe(Digest.Of(second.Still));
        ClipOf(OfWorkspace(null)).Should().Be(ClipOf(For(Samples.BoardScene)), "what the first workspace has, it keeps");
    }

    static SceneBrief OfWorkspace(Guid? workspace)
        => SceneBrief.For(Samples.BoardScene, false, Samples.Brand, Samples.Product, Samples.Options, workspace);

    static string ClipOf(SceneBrief brief) => brief.ClipDigest("luma", "a");

    static SceneBrief For(StoryboardScene scene, Brand? brand = null, Product? product = null, GenerationOptions? options = null)
        => SceneBrief.For(scene, false, brand ?? Samples.Brand, product ?? Samples.Product, options ?? Samples.Options);
}
