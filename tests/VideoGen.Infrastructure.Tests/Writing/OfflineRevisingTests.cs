using CsCheck;
using VideoGen.Domain;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Writing;

public sealed class OfflineRevisingTests
{
    static readonly Gen<Revising> Asks =
        from feedback in Gen.Int[0, 7].Select(i => new[]
        {
            "shorter please", "더 길고 자세하게", "another hook", "질문으로 시작해 주세요", "more formal", "딱딱하지 않고 친근하게", "something else", "wider, from above",
        }[i])
        from scenes in Gen.Int[1, 6].HashSet[0, 3]
        select new Revising(feedback, [.. scenes]);

    [Fact]
    public void Script_AnyAsk_ChangesOnlyTheScenesNamedAndKeepsTheRules() => Gen.Select(Briefs.Any, Asks).Sample((brief, ask) =>
    {
        var script = Briefs.Write(brief);
        var named = new Revising(ask.Feedback, [.. ask.Scenes.Where(scene => scene <= script.Scenes.Count).DefaultIfEmpty(1)]);

        var revised = Revise(brief, script, named);

        revised.Title.Should().Be(script.Title);
        revised.Scenes.Where(scene => !named.MayChange(scene.Number)).Should().Equal(script.Scenes.Where(scene => !named.MayChange(scene.Number)));
        SceneRules.Check(revised, brief.Options.DurationSeconds).Should().BeEmpty();
        foreach (var scene in revised.Scenes)
        {
            SpeakingRate.SecondsOf(scene.Narration, brief.Options.Language).Should().BeLessThanOrEqualTo(scene.DurationSeconds + 1e-9);
        }

        Digest.Of(Revise(brief, script, named)).Should().Be(Digest.Of(revised), "the same ask of the same script gives the same");
    }, iter: 200);

    [Theory]
    [InlineData(Language.Korean)]
    [InlineData(Language.English)]
    public void Script_SomethingElse_SaysOtherWords(Language language)
    {
        var brief = Briefs.Sample(language);
        var script = Briefs.Write(brief);

        var revised = Revise(brief, script, new("Something else, please.", []));

        // A long fact in a short scene can be told in one way only.
        revised.Scenes.Zip(script.Scenes).Count(pair => pair.First.Narration == pair.Second.Narration).Should().BeLessThanOrEqualTo(1);
        revised.Scenes[^1].OnScreenText.Should().Be(script.Scenes[^1].OnScreenText, "it carries the call to action and the disclosures");
    }

    [Theory]
    [InlineData(Language.Korean, "전체적으로 더 짧게 해 주세요")]
    [InlineData(Language.English, "Make it shorter")]
    public void Script_Shorter_TakesLessTimeToSay(Language language, string feedback)
    {
        var brief = Briefs.Sample(language);
        var script = Briefs.Write(brief);

        var revised = Revise(brief, script, new(feedback, []));

        Seconds(revised, language).Should().BeLessThan(Seconds(script, language) * 0.85);
        revised.Scenes.Zip(script.Scenes).Should().OnlyContain(pair => pair.First.Narration.Length > 0
            && SpeakingRate.SecondsOf(pair.First.Narration, language) <= SpeakingRate.SecondsOf(pair.Second.Narration, language));
    }

    [Theory]
    [InlineData(Language.Korean, "더 자세하게 말해 주세요")]
    [InlineData(Language.English, "Longer, say more here")]
    public void Script_Longer_TakesMoreTimeToSayAfterAShortOne(Language language, string feedback)
    {
        var brief = Briefs.Sample(language);
        var script = Revise(brief, Briefs.Write(brief), new("shorter", []));

        Seconds(Revise(brief, script, new(feedback, [])), language).Should().BeGreaterThan(Seconds(script, language) * 1.15);
    }

    [Theory]
    [InlineData(Language.Korean, "훅을 질문으로 바꿔 주세요")]
    [InlineData(Language.English, "Open the hook with a question")]
    public void Script_AnotherHookWithoutScenes_ChangesTheOpeningOnly(Language language, string feedback)
    {
        var brief = Briefs.Sample(language);
        var statement = brief with { Reference = brief.Reference! with { HookStyle = HookStyle.BoldClaim } };
        var script = Briefs.Write(statement);

        var revised = Revise(statement, script, new(feedback, []));

        revised.Scenes[0].Narration.Should().NotBe(script.Scenes[0].Narration).And.Contain("?");
        revised.Scenes.Skip(1).Should().Equal(script.Scenes.Skip(1));
    }

    [Fact]
    public void Script_FormalRegister_IsTakenWhereKoreanHasOne()
    {
        var brief = Briefs.Sample(Language.Korean);
        var casual = brief with { Product = brief.Product with { Facts = ["한 손으로 열린다", "물이 새지 않음"], CallToAction = "" } };

        var revised = Revise(casual, Briefs.Write(casual), new("더 정중하게 격식 있게", []));

        string.Join(' ', revised.Scenes.Select(scene => scene.Narration)).Should().NotMatchRegex(@"(어|아|해|돼|예|에|져|려|여)요\.").And.Contain("니다.");
    }

    [Fact]
    public void Storyboard_AnyAsk_ChangesNoWordAndOnlyTheScenesNamed() => Gen.Select(Briefs.Any, Asks).Sample((brief, ask) =>
    {
        var board = Briefs.Draw(Briefs.Write(brief), brief);

        var revised = Revise(brief, board, ask);

        revised.Scenes.Select(Words).Should().Equal(board.Scenes.Select(Words));
        revised.Scenes.Where(scene => !ask.MayChange(scene.Number)).Should().Equal(board.Scenes.Where(scene => !ask.MayChange(scene.Number)));
        SceneRules.Check(revised, brief.Options.DurationSeconds).Should().BeEmpty();
    }, iter: 200);

    [Theory]
    [InlineData("Closer, and pan left. Dissolve into the next.")]
    [InlineData("더 가까이, 왼쪽으로 움직이고 디졸브로 넘겨 주세요")]
    public void Storyboard_CameraAskedFor_IsTaken(string feedback)
    {
        var brief = Briefs.Sample(Language.English);
        var drawn = Briefs.Draw(Briefs.Write(brief), brief);
        var board = new Storyboard([drawn.Scenes[0], drawn.Scenes[1] with { ShotSize = ShotSize.Medium, VisualPrompt = "Mist over a bed." }, .. drawn.Scenes.Skip(2)]);

        var scene = Revise(brief, board, new(feedback, [2])).Scenes[1];

        (scene.ShotSize, scene.CameraMovement, scene.Transition).Should().Be((ShotSize.CloseUp, CameraMovement.PanLeft, Transition.Dissolve));
        scene.VisualPrompt.Should().StartWith("Mist over a bed.", "a prompt that a person wrote stays").And.Contain(feedback.TrimEnd('.'));
    }

    [Fact]
    public void Storyboard_SomethingElse_ShowsAnotherPictureEachTime()
    {
        var brief = Briefs.Sample(Language.Korean);
        var first = Briefs.Draw(Briefs.Write(brief), brief);
        var second = Revise(brief, first, new("이 그림 말고 다른 그림", [3]));
        var third = Revise(brief, second, new("이것도 말고 다른 그림", [3]));

        new[] { first, second, third }.Select(board => board.Scenes[2].VisualPrompt).Should().OnlyHaveUniqueItems();
        second.Scenes[2].ShotSize.Should().NotBe(first.Scenes[2].ShotSize);
    }

    static (int, SegmentRole, double, string, string) Words(StoryboardScene scene)
        => (scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText);

    static double Seconds(Script script, Language language) => script.Scenes.Sum(scene => SpeakingRate.SecondsOf(scene.Narration, language));

    static Script Revise(WritingBrief brief, Script script, Revising ask)
        => new OfflineScriptWriter().ReviseAsync(brief, script, ask, CancellationToken.None).GetAwaiter().GetResult();

    static Storyboard Revise(WritingBrief brief, Storyboard board, Revising ask)
        => new OfflineStoryboardArtist().ReviseAsync(brief, board, ask, CancellationToken.None).GetAwaiter().GetResult();
}
