using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Tests.Assets;

namespace VideoGen.Infrastructure.Tests.Providers;

[Collection(nameof(LargeAssets))]
public sealed class LargeClipTests(ITestOutputHelper output)
{
    const long TwoGigabytes = 2L << 30;

    [Fact]
    public async Task StoreAsync_TwoGigabytes_TakesLessThanAHundredMegabytes()
    {
        await using var server = new ClipServer();
        server.Files["/large.mp4"] = async context =>
        {
            (context.Response.ContentType, context.Response.ContentLength) = ("video/mp4", TwoGigabytes);
            await new GeneratedStream(TwoGigabytes).CopyToAsync(context.Response.Body);
        };
        await using var bench = new ProviderBench(null);
        var rules = new DownloadRules([], new Uri(server.Address), "");
        GC.Collect();
        long before = Environment.WorkingSet, peak = 0;
        var progress = new Measure(() => peak = Math.Max(peak, Environment.WorkingSet));

        var answer = await bench.Get<ClipDownload>().StoreAsync(
            $"{server.Address}/large.mp4", rules, AssetKeys.ClipSource("large"), progress, default);

        answer.Should().Be(new DownloadAnswer.Stored());
        (await bench.Assets.HeadAsync(AssetKeys.ClipSource("large"), default))!.Size.Should().Be(TwoGigabytes);
        output.WriteLine($"Peak above the start: {(peak - before) >> 20} MB, server and client in one process.");
        (peak - before).Should().BeLessThan(100 << 20);
    }

    sealed class Measure(Action look) : IProgress<double>
    {
        public void Report(double value) => look();
    }
}
