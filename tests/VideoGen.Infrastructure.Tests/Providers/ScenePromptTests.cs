using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class ScenePromptTests
{
    static SceneBrief Brief(string seen)
        => ProviderBench.Brief(5) with { Still = ProviderBench.Brief(5).Still with { VisualPrompt = seen } };

    [Fact]
    public void For_ShortScene_SaysCameraSceneAndThatNothingIsWritten()
        => ScenePrompt.For(Brief("A lamp\non a desk."), 1000).Should().Be(
            "Close-up from a low angle; the camera slowly pushes in. A lamp on a desk. "
            + "No written words, letters, captions or watermarks anywhere in the picture.");

    [Theory]
    [InlineData("lamp ")]
    [InlineData("램프와 책상 ")]
    [InlineData("💡")]
    public void For_LongScene_KeepsTheRestWithinTheLimitAndCutsBetweenWords(string word)
    {
        var prompt = ScenePrompt.For(Brief(string.Concat(Enumerable.Repeat(word, 600))), 1000);

        prompt.Length.Should().BeInRange(980, 1000);
        prompt.Should().StartWith("Close-up from a low angle; the camera slowly pushes in. ").And.EndWith("anywhere in the picture.");
        prompt.IsNormalized().Should().BeTrue();
        prompt.Split(' ').Should().NotContain(["lam", "la", "램프"[..1]]);
        prompt.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void For_EveryCamera_IsSaidInItsOwnWords()
    {
        var brief = Brief("A lamp.");
        var said = from movement in Enum.GetValues<CameraMovement>()
                   from angle in Enum.GetValues<CameraAngle>()
                   from shot in Enum.GetValues<ShotSize>()
                   let still = brief.Still with { CameraAngle = angle, ShotSize = shot }
                   select ScenePrompt.For(brief with { CameraMovement = movement, Still = still }, 1000);

        said.Should().OnlyHaveUniqueItems().And.HaveCount(7 * 5 * 5);
    }
}
