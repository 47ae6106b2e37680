namespace VideoGen.Domain.Tests;

public sealed class QuoteTests
{
    static readonly QuoteLine Line = new(1, "luma", "ray", 4.5, "second", 4.5, 0.35m, 1.575m, false);

    [Fact]
    public void TotalUsd_LinesOfWhichOneIsReused_IsWhatTheOthersCost()
        => new Quote([Line, Line with { Scene = 2, CostUsd = 0, Reused = true }, Line with { Scene = 3, CostUsd = 0.1m }])
            .TotalUsd.Should().Be(1.675m);

    [Fact]
    public void TotalUsd_NoLines_IsZero() => new Quote([]).TotalUsd.Should().Be(0);

    [Theory]
    [InlineData(2, null, true)]
    [InlineData(1.99, null, false)]
    [InlineData(5, 2.0, true)]
    [InlineData(5, 1.99, false)]
    public void PaintsWithin_StillAndSceneFor2Usd_AsksForRoomForBoth(double limitUsd, double? budgetUsd, bool paints)
    {
        var quote = new Quote([Line with { CostUsd = 1.5m }, Line with { Kind = Quote.Still, CostUsd = 0.5m }]);

        quote.PaintsWithin((decimal)limitUsd, (decimal?)budgetUsd).Should().Be(paints);
    }

    [Fact]
    public void PaintsWithin_NoStills_IsFalse() => new Quote([Line]).PaintsWithin(5, null).Should().BeFalse();

    [Fact]
    public void Serialize_Quote_ShowsTheTotalAsMoney()
        => DomainJson.Serialize(new Quote([Line])).Should().Contain("\"cost_usd\":\"1.575\"").And.EndWith("\"total_usd\":\"1.575\"}");
}
