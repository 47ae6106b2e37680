namespace VideoGen.Domain.Tests;

public sealed class SceneRulesTests
{
    [Fact]
    public void Check_GoodScriptAndStoryboard_FindsNothing()
    {
        SceneRules.Check(Samples.Script, 10).Should().BeEmpty();
        SceneRules.Check(Samples.Storyboard, 10).Should().BeEmpty();
    }

    [Fact]
    public void Check_EmptyWordsInAScene_AreAllowed()
        => SceneRules.Check(Samples.WithScene(scene => scene with { Narration = "", OnScreenText = "" }), 10).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("tab\there")]
    public void Check_TitleEmptyOrWithControlCharacters_NamesTheTitle(string title)
        => FieldsOf(Samples.Script with { Title = title }).Should().Equal("title");

    [Fact]
    public void Check_TextsAtTheirLimits_AreAllowedAndOneMoreIsNot()
    {
        FieldsOf(Samples.Script with { Title = new('a', 120) }).Should().BeEmpty();
        FieldsOf(Samples.Script with { Title = new('a', 121) }).Should().Equal("title");
        FieldsOf(Samples.WithScene(scene => scene with { Narration = new('a', 400), OnScreenText = new('a', 80) })).Should().BeEmpty();
        FieldsOf(Samples.WithScene(scene => scene with { Narration = new('a', 401) })).Should().Equal("scenes[1].narration");
        FieldsOf(Samples.WithScene(scene => scene with { OnScreenText = new('a', 81) })).Should().Equal("scenes[1].on_screen_text");
    }

    [Fact]
    public void Check_LineBreakInText_IsAllowedAndABellIsNot()
    {
        FieldsOf(Samples.WithScene(scene => scene with { OnScreenText = "Order now\nAdvertisement" })).Should().BeEmpty();
        FieldsOf(Samples.WithScene(scene => scene with { Narration = "Ding\a" })).Should().Equal("scenes[1].narration");
    }

    [Fact]
    public void Check_NoSceneOrTooMany_NamesTheScenes()
    {
        FieldsOf(Samples.Script with { Scenes = [] }).Should().Equal("scenes");
        FieldsOf(Many(41), 82).Should().Equal("scenes");
        FieldsOf(Many(40), 80).Should().BeEmpty();

        static Script Many(int scenes)
            => new("Many", [.. Enumerable.Range(1, scenes).Select(i => new ScriptScene(i, SegmentRole.Benefit, 2, "", ""))]);
    }

    [Fact]
    public void Check_GapInTheNumbers_NamesTheSceneAndItsNumber()
    {
        var error = SceneRules.Check(Samples.WithScene(scene => scene with { Number = 3 }), 10).Should().ContainSingle().Subject;

        error.Field.Should().Be("scenes[1].number");
        error.Message.Should().Contain("2");
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(15.1)]
    [InlineData(4.25)]
    public void Check_SceneTooShortTooLongOrNotInTenths_NamesItsDuration(double seconds)
        => FieldsOf(Samples.WithScene(scene => scene with { DurationSeconds = seconds }), (int)Math.Round(4 + seconds))
            .Should().Contain("scenes[1].duration_seconds");

    [Theory]
    [InlineData(1, 5)]
    [InlineData(15, 19)]
    public void Check_SceneAtItsLimits_IsAllowed(double seconds, int total)
        => FieldsOf(Samples.WithScene(scene => scene with { DurationSeconds = seconds }), total).Should().BeEmpty();

    [Fact]
    public void Check_ScenesDoNotAddUp_SaysByHowMuch()
    {
        var error = SceneRules.Check(Samples.WithScene(scene => scene with { DurationSeconds = 4.5 }), 10).Should().ContainSingle().Subject;

        error.Field.Should().Be("scenes");
        error.Message.Should().Contain("8.5").And.Contain("10").And.Contain("1.5");
    }

    [Fact]
    public void Check_ManyTenths_AddUpWithoutDrift()
        => FieldsOf(new("Tenths", [.. Enumerable.Range(1, 40).Select(i => new ScriptScene(i, SegmentRole.Benefit, i <= 20 ? 1.1 : 1.4, "", ""))]), 50)
            .Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    public void Check_StoryboardWithoutAPrompt_NamesIt(string prompt)
        => FieldsOf(Samples.BoardScene with { VisualPrompt = prompt }).Should().Equal("scenes[0].visual_prompt");

    [Fact]
    public void Check_StoryboardPromptAtItsLimit_IsAllowedAndOneMoreIsNot()
    {
        FieldsOf(Samples.BoardScene with { VisualPrompt = new('a', 1000) }).Should().BeEmpty();
        FieldsOf(Samples.BoardScene with { VisualPrompt = new('a', 1001) }).Should().Equal("scenes[0].visual_prompt");
    }

    [Fact]
    public void Check_StoryboardWithWrongWords_NamesThemToo()
        => FieldsOf(Samples.BoardScene with { Number = 2, Narration = new('a', 401) })
            .Should().Equal("scenes[0].number", "scenes[0].narration");

    [Fact]
    public void Check_EverythingWrong_ReportsAllAtOnce()
        => FieldsOf(new Script("", [new(2, SegmentRole.Hook, 0, new('a', 401), new('a', 81))])).Should().Equal(
            "title", "scenes[0].number", "scenes[0].duration_seconds", "scenes", "scenes[0].narration", "scenes[0].on_screen_text");

    static IEnumerable<string> FieldsOf(Script script, int seconds = 10) => SceneRules.Check(script, seconds).Select(error => error.Field);

    static IEnumerable<string> FieldsOf(StoryboardScene first)
        => SceneRules.Check(new Storyboard([first, Samples.Storyboard.Scenes[1]]), 10).Select(error => error.Field);
}
