namespace VideoGen.Domain.Tests.Rules;

public sealed class SpeakingRateTests
{
    [Theory]
    [InlineData("Fifteen letters", Language.English, 1)]
    [InlineData("", Language.English, 0)]
    [InlineData("가나다라마바사", Language.Korean, 1)]
    [InlineData("가나, 다라. 마바 사!", Language.Korean, 1)]
    [InlineData("1234567", Language.Korean, 1)]
    public void SecondsOf_OneSecondOfText_IsOneSecond(string text, Language language, double seconds)
        => SpeakingRate.SecondsOf(text, language).Should().BeApproximately(seconds, 1e-9);

    [Fact]
    public void Fits_JustAsLongAsTheScene_Fits()
    {
        SpeakingRate.Fits("Fifteen letters", Language.English, 1).Should().BeTrue();
        SpeakingRate.Fits("Seventeen letters", Language.English, 1).Should().BeFalse();
    }
}
