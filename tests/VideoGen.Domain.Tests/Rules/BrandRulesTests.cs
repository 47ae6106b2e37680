namespace VideoGen.Domain.Tests.Rules;

public sealed class BrandRulesTests
{
    static readonly Brand Brand = Samples.Brand with
    {
        WordsToAvoid = ["cheap", "dirt\ncheap", " ", "싸구려"],
        Disclosures = ["Paid partnership with Hanbit", "개인에 따라 차이가 있을 수 있습니다"],
    };

    [Theory]
    [InlineData("CHEAP light", "cheap")]
    [InlineData("싸구려는 아닙니다", "싸구려")]
    public void ForbiddenIn_AWordToAvoid_IsNamed(string text, string word) => BrandRules.ForbiddenIn(text, Brand).Should().Equal(word);

    [Fact]
    public void ForbiddenIn_OverALineBreak_IsFound() => BrandRules.ForbiddenIn("Dirt \n cheap", Brand).Should().HaveCount(2);

    [Fact]
    public void MissingDisclosures_ShownInPieces_AreNotMissing()
        => BrandRules.MissingDisclosures(["Paid partnership", "with Hanbit · 개인에 따라\n차이가 있을 수 있습니다."], Brand).Should().BeEmpty();

    [Fact]
    public void MissingDisclosures_NotShown_AreNamed()
        => BrandRules.MissingDisclosures(["Paid partnership with Hanbit"], Brand).Should().Equal(Brand.Disclosures[1]);
}
