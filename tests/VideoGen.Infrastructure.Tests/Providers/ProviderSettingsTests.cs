using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class ProviderSettingsTests
{
    [Theory]
    [InlineData("Luma:BaseAddress", "agents.lumalabs.ai", "Providers__Luma__BaseAddress")]
    [InlineData("Luma:BaseAddress", "http://agents.lumalabs.ai", "Providers__Luma__BaseAddress")]
    [InlineData("Luma:ApiKey", "two words", "Providers__Luma__ApiKey")]
    [InlineData("Luma:ApiKey", "key\n", "Providers__Luma__ApiKey")]
    [InlineData("Luma:TimeoutSeconds", "0", "Providers__Luma__TimeoutSeconds")]
    [InlineData("Runway:MaxConcurrent", "0", "Providers__Runway__MaxConcurrent")]
    [InlineData("Runway:MaxPerMinute", "-1", "Providers__Runway__MaxPerMinute")]
    [InlineData("Runway:DownloadHosts:0", "https://x.example/", "Providers__Runway__DownloadHosts")]
    [InlineData("Runway:Models:0:Id", "gen9", "Providers__Runway__Models__0__Id")]
    [InlineData("Runway:Models:0:Durations:0", "4", "Providers__Runway__Models__0__Id")]
    [InlineData("LumaDreamMachine:Models:0:AspectRatios:0", "wide", "Providers__LumaDreamMachine__Models__0__AspectRatios")]
    [InlineData("LumaDreamMachine:Models:0:Resolutions:0", "4k", "Providers__LumaDreamMachine__Models__0__Resolutions")]
    [InlineData("LumaDreamMachine:Models:0:Prices:0:Unit", "Clip", "Providers__LumaDreamMachine__Models__0__Prices")]
    [InlineData("HeyGen:AvatarId", "", "Providers__HeyGen__AvatarId")]
    [InlineData("HeyGen:VoiceIds:fr", "v", "Providers__HeyGen__VoiceIds")]
    [InlineData("HeyGen:Type", "cinematic", "Providers__HeyGen__Type")]
    [InlineData("HeyGen:Engine", "avatar_x", "Providers__HeyGen__Engine")]
    [InlineData("CallbackBaseUrl", "app.example.com", "Providers__CallbackBaseUrl")]
    [InlineData("MaxClipBytes", "0", "Providers__MaxClipBytes")]
    public void AddVideoProviders_WrongSetting_StopsTheHostAndNamesIt(string setting, string value, string named)
        => FluentActions.Invoking(() => new ProviderBench(new StubServer(), ($"Providers:{setting}", value)))
            .Should().Throw<OptionsValidationException>().WithMessage($"*{named}*").Which.Message.Should().NotContain(ProviderBench.Key);

    [Fact]
    public void AddVideoProviders_NoKeys_HasNoPaidProviders()
    {
        var services = new ServiceCollection().AddVideoProviders(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Providers:Luma:ApiKey", " "), new("Providers:Runway:TimeoutSeconds", "nonsense")]).Build());

        services.Should().NotContain(service => service.ServiceType == typeof(IVideoProvider));
    }

    [Fact]
    public async Task Models_Settings_OverrideTheKnownOnes()
    {
        await using var bench = new ProviderBench(new StubServer(),
            ("Providers:Runway:Models:0:Id", "veo3.1"), ("Providers:Runway:Models:0:Sunset", "2026-12-31"),
            ("Providers:Runway:Models:0:Prices:0:Usd", "0.25"), ("Providers:Runway:Models:0:Prices:0:Until", "2026-11-30"),
            ("Providers:Runway:Models:0:Prices:1:Usd", "0.35"), ("Providers:Runway:Models:0:Prices:1:From", "2026-12-01"),
            ("Providers:Runway:Models:1:Id", "gen9"), ("Providers:Runway:Models:1:AspectRatios:0", "16:9"),
            ("Providers:Runway:Models:1:Resolutions:0", "720p"),
            ("Providers:Runway:Models:1:Prices:0:Usd", "1.5"), ("Providers:Runway:Models:1:Prices:0:Unit", "Clip"),
            ("Providers:Runway:Models:1:Durations:0", "8"));

        var models = bench.Find("runway")!.Models;

        models.Select(model => model.Id).Should().Equal("veo3.1", "gen9");
        models[0].Should().BeEquivalentTo(new { Durations = new[] { 4.0, 6, 8 }, Sunset = new DateOnly(2026, 12, 31) });
        var offer = new Offer(bench.Find("runway")!, models[0]);
        offer.CostOf(ProviderBench.Brief(5), new(2026, 11, 30)).Should().Be(1.50m);
        offer.CostOf(ProviderBench.Brief(5), new(2026, 12, 1)).Should().Be(2.10m);
    }

    [Theory]
    // The list prices of one clip that covers five seconds.
    [InlineData("luma", Resolution.P720, 0.30)]
    [InlineData("luma", Resolution.P1080, 1.20)]
    [InlineData("luma_dream_machine:ray-2", Resolution.P1080, 1.59)]
    [InlineData("luma_dream_machine:ray-2", Resolution.P720, 0.71)]
    [InlineData("luma_dream_machine:ray-flash-2", Resolution.P1080, 0.55)]
    [InlineData("runway:gen4.5", Resolution.P1080, 0.60)]
    [InlineData("runway:gen4_turbo", Resolution.P720, 0.25)]
    [InlineData("runway:veo3.1", Resolution.P1080, 1.20)]
    [InlineData("runway:veo3.1_fast", Resolution.P1080, 0.60)]
    [InlineData("heygen:avatar_iv", Resolution.P1080, 0.3335)]
    [InlineData("heygen:avatar_iii", Resolution.P1080, 0.0835)]
    public async Task CostOf_FiveSeconds_IsTheListPrice(string choice, Resolution resolution, double usd)
    {
        await using var bench = new ProviderBench(new StubServer());

        bench.Get<VideoProviders>().Find(choice)!.CostOf(ProviderBench.Brief(5, resolution: resolution), new(2026, 11, 24))
            .Should().Be((decimal)usd);
    }
}
