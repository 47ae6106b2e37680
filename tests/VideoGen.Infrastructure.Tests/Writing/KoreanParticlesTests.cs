using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Writing;

public sealed class KoreanParticlesTests
{
    [Theory]
    [InlineData("한빛", "은", "한빛은")]
    [InlineData("루미", "은", "루미는")]
    [InlineData("텀블러", "을", "텀블러를")]
    [InlineData("뚜껑", "을", "뚜껑을")]
    [InlineData("온새움", "이", "온새움이")]
    [InlineData("온다", "이", "온다가")]
    [InlineData("물", "과", "물과")]
    [InlineData("컵", "으로", "컵으로")]
    [InlineData("물", "으로", "물로")]
    [InlineData("차", "으로", "차로")]
    [InlineData("보온", "이에요", "보온이에요")]
    [InlineData("온다", "이에요", "온다예요")]
    [InlineData("직장인", "이라면", "직장인이라면")]
    [InlineData("엄마", "이라면", "엄마라면")]
    public void Attach_Hangul_FollowsTheFinalConsonant(string word, string particle, string attached)
        => KoreanParticles.Attach(word, particle).Should().Be(attached);

    [Theory]
    [InlineData("Onda", "Onda는")]
    [InlineData("Lumen", "Lumen은")]
    [InlineData("Pixel", "Pixel은")]
    [InlineData("Drift", "Drift는")]
    [InlineData("Cup", "Cup은")]
    [InlineData("Help", "Help는")]
    [InlineData("Pack", "Pack은")]
    [InlineData("Desk", "Desk는")]
    [InlineData("Spring", "Spring은")]
    [InlineData("Home", "Home은")]
    [InlineData("Care", "Care는")]
    [InlineData("Apple", "Apple은")]
    [InlineData("Air", "Air는")]
    [InlineData("SRM", "SRM은")]
    [InlineData("LG", "LG는")]
    [InlineData("Model X", "Model X는")]
    public void Attach_LatinName_FollowsItsPronunciation(string word, string attached)
        => KoreanParticles.Attach(word, "은").Should().Be(attached);

    [Theory]
    [InlineData("X0", "X0을")]
    [InlineData("X1", "X1을")]
    [InlineData("X2", "X2를")]
    [InlineData("X3", "X3을")]
    [InlineData("X4", "X4를")]
    [InlineData("X5", "X5를")]
    [InlineData("X6", "X6을")]
    [InlineData("X7", "X7을")]
    [InlineData("X8", "X8을")]
    [InlineData("X9", "X9를")]
    [InlineData("280g", "280g을")]
    [InlineData("500ml", "500ml를")]
    [InlineData("루미 (대)", "루미 (대)를")]
    [InlineData("99%", "99%를")]
    public void Attach_NumbersUnitsAndMarks_FollowHowTheyAreRead(string word, string attached)
        => KoreanParticles.Attach(word, "을").Should().Be(attached);

    [Theory]
    [InlineData("X1", "X1로")]
    [InlineData("X3", "X3으로")]
    [InlineData("Pixel", "Pixel로")]
    [InlineData("Lumen", "Lumen으로")]
    public void Attach_Direction_TreatsRieulAsOpen(string word, string attached)
        => KoreanParticles.Attach(word, "으로").Should().Be(attached);
}
