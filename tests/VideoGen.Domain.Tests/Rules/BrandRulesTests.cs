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

    [Theory]
    [InlineData("best", "The BEST. Ｂｅｓｔ!", true)]
    [InlineData("best", "Bestow it on the bestie", false)]
    [InlineData("deal", "Deals, deals, deal's", true)]
    [InlineData("10", "10% off", true)]
    [InlineData("10", "210 or 101", false)]
    [InlineData("C++", "written in c++", true)]
    [InlineData("세계 최고", "세계최고의 맛", true)]
    [InlineData("최고", "업계최고를", true)]
    [InlineData("약", "이 약은 좋아요", true)]
    [InlineData("약", "약속해요, 예약하세요", false)]
    public void ForbiddenIn_AWordOfItsOwn_IsFoundAndPartsOfOthersAreNot(string word, string text, bool found)
        => BrandRules.ForbiddenIn(text, Brand with { WordsToAvoid = [word] }).Should().HaveCount(found ? 1 : 0);

    [Fact]
    public void MissingDisclosures_PiecesOnScreensInAnotherOrder_AreNotMissing()
        => BrandRules.MissingDisclosures(["with Hanbit", "개인에 따라 차이가 있을 수 있습니다", "Paid partnership"], Brand).Should().BeEmpty();

    [Fact]
    public void ForbiddenIn_OverALineBreak_IsFound() => BrandRules.ForbiddenIn("Dirt \n cheap", Brand).Should().HaveCount(2);

    [Fact]
    public void MissingDisclosures_ShownInPieces_AreNotMissing()
        => BrandRules.MissingDisclosures(["Paid partnership", "with Hanbit · 개인에 따라\n차이가 있을 수 있습니다."], Brand).Should().BeEmpty();

    [Fact]
    public void MissingDisclosures_NotShown_AreNamed()
        => BrandRules.MissingDisclosures(["Paid partnership with Hanbit"], Brand).Should().Equal(Brand.Disclosures[1]);
}
