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
    [InlineData(2, null, false)]
    [InlineData(1.99, null, true)]
    [InlineData(5, 2.0, false)]
    [InlineData(5, 1.99, true)]
    public void StillsExceed_StillAndSceneFor2Usd_WhereThereIsNoRoomForBoth(double limitUsd, double? budgetUsd, bool exceed)
    {
        var quote = new Quote([Line with { CostUsd = 1.5m }, Line with { Kind = Quote.Still, CostUsd = 0.5m }]);

        quote.StillsExceed((decimal)limitUsd, (decimal?)budgetUsd).Should().Be(exceed);
    }

    [Fact]
    public void StillsExceed_NoStills_IsFalse() => new Quote([Line]).StillsExceed(1, null).Should().BeFalse();

    [Fact]
    public void Serialize_Quote_ShowsTheTotalAsMoney()
        => DomainJson.Serialize(new Quote([Line])).Should().Contain("\"cost_usd\":\"1.575\"").And.EndWith("\"total_usd\":\"1.575\"}");
}
