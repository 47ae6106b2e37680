namespace VideoGen.Domain.Tests;

public sealed class RevisionDiffTests
{
    static readonly ScriptScene Hook = new(1, SegmentRole.Hook, 3, "Still settling for less?", "Look twice");
    static readonly ScriptScene Solution = new(2, SegmentRole.Solution, 4, "Meet the lamp that follows the sun.", "Hanbit");
    static readonly ScriptScene Proof = new(3, SegmentRole.Proof, 4, "Tested by 1,200 runners at night.", "1,200");
    static readonly ScriptScene Closing = new(4, SegmentRole.CallToAction, 4, "Order at hanbit.example.", "Order today");

    static readonly Script Before = Of(Hook, Solution, Proof, Closing);

    [Fact]
    public void Between_TheSame_IsNothing() => RevisionDiff.Between(Before, Before).Should().BeEmpty();

    [Fact]
    public void Between_OneWordChanged_NamesSceneFieldAndBothTexts()
    {
        var changed = Of(Hook, Solution with { Narration = "Meet the lamp that follows the moon.", DurationSeconds = 5 }, Proof, Closing);

        Lines(RevisionDiff.Between(Before, changed)).Should().Equal(
            "2 changed duration_seconds 4 > 5",
            "2 changed narration \"Meet the lamp that follows the sun.\" > \"Meet the lamp that follows the moon.\"");
    }

    [Fact]
    public void Between_SceneAddedInFront_ChangesNoOther()
    {
        var added = Of(new(1, SegmentRole.Problem, 2, "The evening comes early.", ""), Hook, Solution, Proof, Closing);

        var change = RevisionDiff.Between(Before, added).Should().ContainSingle().Subject;

        (change.Scene, change.Change, change.Field, change.Before).Should().Be((1, ChangeKind.Added, null, null));
        change.After!["narration"]!.GetValue<string>().Should().Be("The evening comes early.");
    }

    [Fact]
    public void Between_SceneRemoved_NamesItByItsOldNumber()
        => Lines(RevisionDiff.Between(Before, Of(Hook, Proof, Closing)), whole: false).Should().Equal("2 removed");

    [Fact]
    public void Between_SceneTakenElsewhere_MovesOnlyThatOne()
        => Lines(RevisionDiff.Between(Before, Of(Proof, Hook, Solution, Closing))).Should().Equal("1 moved number 3 > 1");

    [Fact]
    public void Between_SceneMovedAndChanged_SaysBoth()
        => Lines(RevisionDiff.Between(Before, Of(Proof with { OnScreenText = "1,200 runners" }, Hook, Solution, Closing))).Should().Equal(
            "1 moved number 3 > 1", "1 changed on_screen_text \"1,200\" > \"1,200 runners\"");

    [Fact]
    public void Between_SceneRewrittenWhole_IsStillThatScene()
        => Lines(RevisionDiff.Between(Before, Of(Hook, Solution with { Narration = "빛이 필요한 순간", OnScreenText = "한빛" }, Proof, Closing))).Should().Equal(
            "2 changed narration \"Meet the lamp that follows the sun.\" > \"빛이 필요한 순간\"", "2 changed on_screen_text \"Hanbit\" > \"한빛\"");

    [Fact]
    public void Between_EverySceneRewritten_PairsNoneOfAnotherRole()
    {
        var before = Of(Hook with { Narration = "온새움 데이 텀블러, 들어 보셨나요?" }, Solution with { Narration = "더 나은 방법이 있어요." }, Closing);
        var after = Of(Hook with { Narration = "이대로 정말 괜찮으신가요?" }, Solution with { Narration = "그래서, 온새움 데이 텀블러예요." }, Closing);

        RevisionDiff.Between(before, after).Select(change => (change.Scene, change.Change, change.Field))
            .Should().Equal((1, ChangeKind.Changed, "narration"), (2, ChangeKind.Changed, "narration"));
    }

    [Fact]
    public void Between_Title_BelongsToNoScene()
        => Lines(RevisionDiff.Between(Before, Before with { Title = "Night" })).Should().Equal(" changed title \"Light\" > \"Night\"");

    [Fact]
    public void Between_ScriptAndItsStoryboard_ComparesWhatBothHave()
    {
        var board = new Storyboard([.. Before.Scenes.Select(scene => new StoryboardScene(scene.Number, scene.Role, scene.DurationSeconds,
            scene.Number == 1 ? "Other words?" : scene.Narration, scene.OnScreenText, "A lamp.", ShotSize.Medium, CameraMovement.Static, CameraAngle.EyeLevel, Transition.Cut))]);

        Lines(RevisionDiff.Between(Before, board)).Should().Equal("1 changed narration \"Still settling for less?\" > \"Other words?\"");
    }

    [Fact]
    public void Between_AnyTwo_EverySceneIsAccountedForOnce()
    {
        var after = Of(Closing, new(1, SegmentRole.Offer, 2, "Free returns.", ""), Solution, Proof with { Narration = "Nobody tested it." });

        var changes = RevisionDiff.Between(Before, after);

        (after.Scenes.Count - changes.Count(change => change.Change == ChangeKind.Added))
            .Should().Be(Before.Scenes.Count - changes.Count(change => change.Change == ChangeKind.Removed));
    }

    static Script Of(params ScriptScene[] scenes) => new("Light", [.. scenes.Select((scene, i) => scene with { Number = i + 1 })]);

    static IEnumerable<string> Lines(IReadOnlyList<SceneChange> changes, bool whole = true)
        => changes.Select(change => string.Join(' ', new[]
        {
            $"{change.Scene}", change.Change.ToString().ToLowerInvariant(), change.Field, whole ? $"{Text(change.Before)} > {Text(change.After)}" : null,
        }.Where(part => part is not null)));

    static string Text(System.Text.Json.Nodes.JsonNode? value) => value?.ToJsonString(DomainJson.Options) ?? "";
}
