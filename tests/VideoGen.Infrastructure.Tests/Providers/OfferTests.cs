using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>What a scene is ordered as, and for how much, before anybody is asked.</summary>
public sealed class OfferTests
{
    static readonly DateOnly Day = new(2026, 11, 24);

    [Theory]
    [InlineData("luma", 5, 0.5, 5, 1.20)]
    [InlineData("luma", 5, 0, 5, 1.20)]
    [InlineData("luma", 5.1, 0.5, 10, 3.60)]
    [InlineData("luma_dream_machine", 9, 0.5, 9, 2.87)]
    [InlineData("runway", 5, 0.5, 5, 0.60)]
    [InlineData("heygen", 5, 0.5, 5.5, 0.3669)]
    public async Task CostOf_SceneBeforeADissolve_OrdersTheScenesOwnLength(
        string provider, double scene, double overlap, double ordered, decimal cost)
    {
        await using var bench = new ProviderBench(new StubServer());
        var offer = bench.Get<VideoProviders>().Find(provider)!;
        var brief = ProviderBench.Brief(scene) with { ClipSeconds = scene + overlap, Overlap = overlap };

        offer.Obstacle(brief, Day).Should().BeNull();
        offer.OrderedSeconds(brief).Should().Be(ordered);
        offer.CostOf(brief, Day).Should().Be(cost);
    }

    [Fact]
    public async Task Obstacle_NarrationTakesLongerThanTheScene_IsToldBeforeItIsPaid()
    {
        await using var bench = new ProviderBench(new StubServer());
        var brief = ProviderBench.Brief(5, narration: new string('a', 90)) with { ClipSeconds = 6.5, Overlap = 0.5 };
        var heygen = bench.Get<VideoProviders>().Find("heygen")!;

        heygen.Obstacle(brief with { ClipSeconds = 5.5 }, Day).Should().BeEquivalentTo(new
        {
            Provider = "heygen",
            Code = ObstacleCode.NarrationTooLong,
            Message = "its narration takes 6.0 s to say, and the scene lasts 5.0 s; shorten the one or lengthen the other",
            Seconds = 6.0,
        });
        heygen.Obstacle(brief, Day).Should().BeNull("90 letters are said in 6 s");
        bench.Get<VideoProviders>().Find("luma")!.Obstacle(brief with { ClipSeconds = 5.5 }, Day).Should().BeNull("it does not speak");
    }

    [Fact]
    public async Task Obstacle_PriceHasEnded_IsToldByTheDay()
    {
        await using var bench = new ProviderBench(new StubServer(),
            ("Providers:Luma:Models:0:Id", "ray-3.2"), ("Providers:Luma:Models:0:Prices:0:Usd", "1"), ("Providers:Luma:Models:0:Prices:0:Until", "2026-11-24"));
        var offer = bench.Get<VideoProviders>().Find("luma")!;

        offer.Obstacle(ProviderBench.Brief(5), Day).Should().BeNull();
        offer.Obstacle(ProviderBench.Brief(5), Day.AddDays(1))!.Code.Should().Be(ObstacleCode.NoPrice);
    }

    [Fact]
    public async Task Obstacle_ModelsLastDayHasPassed_IsToldBeforeItIsOrdered()
    {
        await using var bench = new ProviderBench(new StubServer(), ("Providers:Luma:Models:0:Id", "ray-3.2"), ("Providers:Luma:Models:0:Sunset", "2026-11-24"));
        var offer = bench.Get<VideoProviders>().Find("luma")!;

        offer.Obstacle(ProviderBench.Brief(5), Day).Should().BeNull();
        offer.Obstacle(ProviderBench.Brief(5), Day.AddDays(1))!.Code.Should().Be(ObstacleCode.ModelRetired);
    }

    [Fact]
    public void ClipDigest_OverlapHoldsThePicture_IsAnotherClip()
    {
        var brief = ProviderBench.Brief(5.5);

        (brief with { Overlap = 0.5 }).ClipDigest("luma", "m").Should().NotBe(brief.ClipDigest("luma", "m"));
    }
}
