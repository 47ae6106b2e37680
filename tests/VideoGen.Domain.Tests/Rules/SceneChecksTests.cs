namespace VideoGen.Domain.Tests.Rules;

public sealed class SceneChecksTests
{
    static readonly Brand Brand = Samples.Brand with { WordsToAvoid = ["cheap", "싸구려"], Disclosures = ["Advertisement"] };
    static readonly Product Product = Samples.Product with { Facts = ["Keeps drinks hot for 24 hours"], CallToAction = "Order at hanbit.example" };

    [Fact]
    public void Of_AGoodScript_FindsOnlyWhatItsClaimsRestOn()
    {
        var finding = Check(new ScriptScene(1, SegmentRole.Benefit, 4, "Hot for a whole 24 hours.", "Advertisement")).Should().ContainSingle().Subject;

        (finding.Code, finding.Severity, finding.Scene, finding.Field, finding.Evidence)
            .Should().Be((FindingCodes.ClaimSupported, FindingSeverity.Info, 1, "narration", Product.Facts[0]));
    }

    [Fact]
    public void Of_AFactWithoutAFigure_IsTracedWhereItIsToldAsItStands()
    {
        var product = Product with { Facts = ["One dial, no app."] };

        SceneChecks.Of(new Script("Lamp", [new(1, SegmentRole.Benefit, 4, "It's easy. One dial, no app.", "Advertisement")]), Brand, product, Options(true))
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = FindingCodes.ClaimSupported, Evidence = "One dial, no app." });
    }

    [Theory]
    [InlineData("Hot for 48 hours.", "Advertisement", "claim_unsupported", FindingSeverity.Error, "narration", "48 hours")]
    [InlineData("It is the best.", "Advertisement", "claim_unsupported", FindingSeverity.Warning, "narration", "best")]
    [InlineData("So cheap.", "Advertisement", "forbidden_word", FindingSeverity.Error, "narration", "cheap")]
    [InlineData("Warm.", "싸구려는 아니죠\nAdvertisement", "forbidden_word", FindingSeverity.Error, "on_screen_text", "싸구려")]
    [InlineData("Warm.", "Buy", "disclosure_missing", FindingSeverity.Error, "on_screen_text", "Advertisement")]
    [InlineData("Warm.", "A headline that goes on and on, and on some more\nAdvertisement", "text_too_long", FindingSeverity.Warning, "on_screen_text", "48 characters, at most 42 are taken in")]
    [InlineData("This narration has so many words that nobody can say all of it in time.", "Advertisement", "speech_too_long", FindingSeverity.Error, "narration", "4.7 s to say, 4.0 s in the scene")]
    public void Of_AFault_IsFoundWithItsEvidence(string narration, string screen, string code, FindingSeverity severity, string field, string evidence)
    {
        var finding = Check(new ScriptScene(1, SegmentRole.Benefit, 4, narration, screen)).Should().ContainSingle().Subject;

        (finding.Code, finding.Severity, finding.Field, finding.Evidence).Should().Be((code, severity, field, evidence));
    }

    [Fact]
    public void Of_ACaptionThatRushes_IsToldOnlyWhereCaptionsAreShown()
    {
        var scene = new ScriptScene(1, SegmentRole.Benefit, 2, new string('a', 50), "Advertisement");

        Check(scene).Select(finding => finding.Code).Should().Contain(FindingCodes.CaptionTooFast);
        Check(scene, captions: false).Select(finding => finding.Code).Should().NotContain(FindingCodes.CaptionTooFast);
    }

    [Fact]
    public void Of_AForbiddenWordInTheTitle_BelongsToNoScene()
    {
        var script = new Script("Not cheap", [new(1, SegmentRole.Hook, 4, "Warm.", "Advertisement")]);

        SceneChecks.Of(script, Brand, Product, Options(true)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Code = "forbidden_word", Scene = (int?)null, Field = "title" });
    }

    [Fact]
    public void Of_ADisclosureWithAForbiddenWord_IsTheLawSpeaking()
    {
        var brand = Brand with { WordsToAvoid = ["advertisement"] };

        SceneChecks.Of(new Script("Lamp", [new(1, SegmentRole.Hook, 4, "Warm.", "Advertisement")]), brand, Product, Options(true)).Should().BeEmpty();
    }

    static IReadOnlyList<Finding> Check(ScriptScene scene, bool captions = true) => SceneChecks.Of(new Script("Lamp", [scene]), Brand, Product, Options(captions));

    static GenerationOptions Options(bool captions)
        => new(Language.English, AspectRatio.Landscape, 10, Resolution.P720, [ReviewPoint.Script], ["local"], captions);
}
