using CsCheck;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Tests.Writing;

public sealed class OfflineStoryboardArtistTests
{
    [Fact]
    public void DrawAsync_AnyScript_OnlyAddsAndKeepsTheRules() => Briefs.Any.Sample(brief =>
    {
        var script = Briefs.Write(brief);
        var board = Briefs.Draw(script, brief);

        board.Scenes.Select(scene => new ScriptScene(scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText))
            .Should().Equal(script.Scenes);
        SceneRules.Check(board, brief.Options.DurationSeconds).Should().BeEmpty();
        board.Scenes[^1].Transition.Should().Be(Transition.FadeThroughBlack);
    }, iter: 500);

    [Fact]
    public void DrawAsync_AnyScript_UsesWipesAndSlidesSparingly() => Briefs.Any.Sample(brief =>
    {
        var transitions = Briefs.Draw(Briefs.Write(brief), brief).Scenes.Select(scene => scene.Transition).ToArray();
        var showy = transitions.Select(transition => transition is Transition.Wipe or Transition.Slide).ToArray();

        showy.Count(is_ => is_).Should().BeLessThanOrEqualTo(Math.Max(1, transitions.Length / 6));
        showy.Zip(showy.Skip(1)).Should().NotContain((true, true));
    }, iter: 500);

    [Fact]
    public void DrawAsync_NoReference_NeighboursLookDifferent() => Briefs.Any.Sample(brief =>
    {
        var free = brief with { Reference = null };
        var scenes = Briefs.Draw(Briefs.Write(free), free).Scenes;

        scenes.Zip(scenes.Skip(1)).Should().OnlyContain(pair =>
            pair.First.ShotSize != pair.Second.ShotSize
                && pair.First.CameraMovement != pair.Second.CameraMovement
                && pair.First.CameraAngle != pair.Second.CameraAngle);
    }, iter: 200);

    [Fact]
    public void DrawAsync_Sample_FilmsAsTheReferenceDoes()
    {
        var brief = Briefs.Sample(Language.English);
        var scenes = Briefs.Draw(Briefs.Write(brief), brief).Scenes;

        foreach (var segment in brief.Reference!.Segments)
        {
            var ofRole = scenes.Where(scene => scene.Role == segment.Role).ToArray();
            (ofRole[0].ShotSize, ofRole[0].CameraMovement, ofRole[^1].Transition)
                .Should().Be((segment.ShotSize, segment.Movement, segment.Transition), $"of the {segment.Role}");
        }
    }

    [Fact]
    public void DrawAsync_Sample_DescribesProductBrandColoursAndStyle()
    {
        var brief = Briefs.Sample(Language.English);

        foreach (var scene in Briefs.Draw(Briefs.Write(brief), brief).Scenes)
        {
            scene.VisualPrompt.Should().Contain("Fernhollow Drift").And.Contain("shallow depth of field").And.Contain("calm and reassuring")
                .And.Contain("deep green").And.Contain("Vertical 9:16").And.Contain("evening light");
        }
    }

    [Fact]
    public void DrawAsync_BrandNotInTheProductsName_IsNamedToo()
    {
        var brief = Briefs.Sample(Language.English);
        var other = brief with { Product = brief.Product with { Name = "Drift" } };

        Briefs.Draw(Briefs.Write(other), other).Scenes.Should().OnlyContain(scene => scene.VisualPrompt.Contains("Drift by Fernhollow"));
    }

    [Fact]
    public void DrawAsync_WordsToAvoid_AreKeptOutOfTheStyle()
    {
        var brief = Briefs.Sample(Language.English);
        var strict = brief with { Brand = brief.Brand with { WordsToAvoid = ["film"] } };

        Briefs.Draw(Briefs.Write(strict), strict).Scenes
            .Should().OnlyContain(scene => !scene.VisualPrompt.Contains("film grain") && scene.VisualPrompt.Contains("minimal"));
    }

    [Fact]
    public void DrawAsync_ScriptEditedByAPerson_StillGetsPictures()
    {
        var brief = Briefs.Sample(Language.Korean);
        var edited = new Script("직접 쓴 대본", [new(1, SegmentRole.Offer, 15, "", ""), new(2, SegmentRole.Offer, 15, "", "")]);

        var board = Briefs.Draw(edited, brief);

        SceneRules.Check(board, 30).Should().BeEmpty();
        board.Scenes.Should().HaveCount(2);
    }
}
