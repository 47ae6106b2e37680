using System.Text.Json;

namespace VideoGen.Domain.Tests;

public sealed class DomainJsonTests
{
    [Theory]
    [InlineData(AspectRatio.Landscape, "16:9")]
    [InlineData(AspectRatio.Portrait, "9:16")]
    [InlineData(AspectRatio.Square, "1:1")]
    [InlineData(Language.Korean, "ko")]
    [InlineData(Language.English, "en")]
    [InlineData(Resolution.P720, "720p")]
    [InlineData(Resolution.P1080, "1080p")]
    [InlineData(CameraMovement.PushIn, "push_in")]
    [InlineData(ShotSize.ExtremeCloseUp, "extreme_close_up")]
    [InlineData(Transition.FadeThroughBlack, "fade_through_black")]
    [InlineData(SegmentRole.CallToAction, "call_to_action")]
    [InlineData(VideoStatus.ScriptGenerating, "script_generating")]
    [InlineData(RenderJobState.OutcomeUnknown, "outcome_unknown")]
    public void Serialize_EnumWord_IsSpelledAsOnTheWire<T>(T value, string word) where T : struct, Enum
    {
        DomainJson.Serialize(value).Should().Be($"\"{word}\"");
        DomainJson.Deserialize<T>($"\"{word}\"").Should().Be(value);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"4:3\"")]
    public void Deserialize_NotAWordOfTheEnum_IsRefused(string json)
        => FluentActions.Invoking(() => DomainJson.Deserialize<AspectRatio>(json)).Should().Throw<JsonException>();

    [Fact]
    public void Serialize_Options_HasSnakeCaseNames()
        => DomainJson.Serialize(Samples.Options).Should().StartWith(
            """{"language":"en","aspect_ratio":"16:9","duration_seconds":10,"resolution":"720p","review":["script"],"providers":["luma"],""");

    [Fact]
    public void Deserialize_UnknownField_IsRefusedByName()
        => FluentActions.Invoking(
            () => DomainJson.Deserialize<BrandColors>("""{"primary":"#000000","secondary":"#000000","accent":"#000000","glow":1}"""))
            .Should().Throw<JsonException>().WithMessage("*glow*");

    [Fact]
    public void Deserialize_StoredBeforeThereWereCodes_KeepsItsText()
    {
        var provenance = DomainJson.Deserialize<Provenance>(
            """{"writer":"offline","model":"offline-1","prompt_version":null,"input_tokens":0,"output_tokens":0,"cost_usd":"0.00","fallback_reason":"gemini: No answer."}""");
        var failure = DomainJson.Deserialize<GenerationFailure>("""{"code":"script_failed","message":"No writer could do it.","scene":null,"detail":"gemini: No answer."}""");

        provenance.FallbackReason.Should().Be("gemini: No answer.");
        provenance.Fallbacks.Should().BeEmpty();
        failure.Fallbacks.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"primary":"#000000","secondary":"#000000"}""")]
    [InlineData("""{"primary":"#000000","secondary":"#000000","accent":null}""")]
    [InlineData("""{"Primary":"#000000","secondary":"#000000","accent":"#000000"}""")]
    [InlineData("null")]
    public void Deserialize_FieldMissingNullOrInAnotherCase_IsRefused(string json)
        => FluentActions.Invoking(() => DomainJson.Deserialize<BrandColors>(json)).Should().Throw<JsonException>();

    [Fact]
    public void Deserialize_NumberInQuotes_IsRefused()
        => FluentActions.Invoking(() => DomainJson.Deserialize<int>("\"5\"")).Should().Throw<JsonException>();

    [Theory]
    [InlineData("12.5", "\"12.50\"")]
    [InlineData("0", "\"0.00\"")]
    [InlineData("0.0375", "\"0.0375\"")]
    [InlineData("-3", "\"-3.00\"")]
    public void Serialize_Money_IsADecimalString(string amount, string json)
        => DomainJson.Serialize(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(json);

    [Theory]
    [InlineData("\"12.50\"")]
    [InlineData("12.5")]
    public void Deserialize_MoneyAsStringOrNumber_IsTheAmount(string json) => DomainJson.Deserialize<decimal>(json).Should().Be(12.5m);

    [Theory]
    [InlineData("\"12,50\"")]
    [InlineData("\"1e3\"")]
    [InlineData("\"$5\"")]
    [InlineData("true")]
    public void Deserialize_NotAnAmount_IsRefused(string json)
        => FluentActions.Invoking(() => DomainJson.Deserialize<decimal>(json)).Should().Throw<JsonException>();

    [Fact]
    public void Serialize_Hangul_StaysReadable() => DomainJson.Serialize("온기 & <빛>").Should().Be("\"온기 & <빛>\"");
}
