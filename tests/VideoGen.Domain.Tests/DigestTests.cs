namespace VideoGen.Domain.Tests;

public sealed class DigestTests
{
    [Fact]
    public void Of_AnyValue_IsSixtyFourLowerCaseHexDigits() => Digest.Of(Samples.Brand).Should().MatchRegex("^[0-9a-f]{64}$");

    [Fact]
    public void Of_KnownText_IsTheSha256OfItsJson()
        // printf '"a"' | sha256sum
        => Digest.Of("a").Should().Be("ac8d8342bbb2362d13f0a559a3621bb407011368895164b628a54f7fc33fc43c");

    [Fact]
    public void Of_ValueThatWentThroughJson_IsTheSame()
    {
        StaysTheSame(Samples.Brand);
        StaysTheSame(Samples.Product);
        StaysTheSame(Samples.Reference);
        StaysTheSame(Samples.Script);
        StaysTheSame(Samples.Storyboard);
        StaysTheSame(Samples.Options);
        StaysTheSame(new Quote([new(1, "luma", "ray", 4.5, "second", 4.5, 0.35m, 1.575m, false)]));
        StaysTheSame(SceneBrief.For(Samples.BoardScene, false, Samples.Brand, Samples.Product, Samples.Options));

        static void StaysTheSame<T>(T value)
            => Digest.Of(DomainJson.Deserialize<T>(DomainJson.Serialize(value))).Should().Be(Digest.Of(value));
    }

    [Fact]
    public void Of_BrandWithAnyFieldChanged_IsAnother() => Samples.Brand.Should().HaveItsOwnDigest(
        Samples.Brand with { Name = "x" },
        Samples.Brand with { Tagline = "x" },
        Samples.Brand with { Tone = "x" },
        Samples.Brand with { Audience = "x" },
        Samples.Brand with { Colors = Samples.Brand.Colors with { Primary = "#000000" } },
        Samples.Brand with { Colors = Samples.Brand.Colors with { Secondary = "#000000" } },
        Samples.Brand with { Colors = Samples.Brand.Colors with { Accent = "#000000" } },
        Samples.Brand with { WordsToUse = [] },
        Samples.Brand with { WordsToAvoid = [] },
        Samples.Brand with { Disclosures = [] });

    [Fact]
    public void Of_StoryboardSceneWithAnyFieldChanged_IsAnother() => Samples.BoardScene.Should().HaveItsOwnDigest(
        Samples.BoardScene with { Number = 9 },
        Samples.BoardScene with { Role = SegmentRole.Proof },
        Samples.BoardScene with { DurationSeconds = 4.1 },
        Samples.BoardScene with { Narration = "x" },
        Samples.BoardScene with { OnScreenText = "x" },
        Samples.BoardScene with { VisualPrompt = "x" },
        Samples.BoardScene with { ShotSize = ShotSize.Wide },
        Samples.BoardScene with { CameraMovement = CameraMovement.Static },
        Samples.BoardScene with { CameraAngle = CameraAngle.Dutch },
        Samples.BoardScene with { Transition = Transition.Cut });
}
