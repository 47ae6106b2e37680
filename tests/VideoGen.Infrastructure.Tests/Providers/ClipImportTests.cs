using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>Bringing clips home from a real server, with real ffmpeg.</summary>
public sealed class ClipImportTests : IAsyncDisposable
{
    static readonly Lazy<Task<byte[]>> Good = new(() => MakeAsync("testsrc2=s=320x180:r=24:d=5"));
    static readonly Lazy<Task<byte[]>> Short = new(() => MakeAsync("testsrc2=s=320x180:r=24:d=1"));

    readonly ClipServer _server = new();

    [Fact]
    public async Task CollectAsync_FinishedClip_KeepsTheOriginalAndACopyInTheFilmsFormat()
    {
        _server.Clip("/a.mp4").Files["/a.mp4"] = ClipServer.Video(await Good.Value);
        await using var bench = Bench();
        var (provider, job) = await OrderAsync(bench);

        var answer = await provider.CollectAsync(job, AssetKeys.Clip(job.ClipDigest), new Progress<double>(), default);

        answer.Should().BeOfType<CollectAnswer.Collected>().Which.Should().BeEquivalentTo(new { ChargedUsd = (decimal?)null });
        (await BytesAsync(bench, $"clips/{job.ClipDigest}/source.mp4")).Should().Equal(await Good.Value);
        using var folder = bench.Get<WorkFolders>().Create();
        var clip = await folder.FetchAsync(bench.Assets, AssetKeys.Clip(job.ClipDigest), default);
        var info = await bench.Get<MediaProbe>().ProbeAsync(clip, default);
        (info.Width, info.Height, info.FrameRate, info.ColorMatrix).Should().Be((1280, 720, 30, "bt709"));
        info.DurationSeconds.Should().BeApproximately(5, 0.05);
    }

    [Theory]
    [InlineData("avatar_iv")]
    [InlineData("no longer in the settings")]
    public async Task CollectAsync_ClipThatSpeaks_KeepsItsSound(string model)
    {
        _server.Files["/v3/videos/v1"] = context => context.Response.WriteAsJsonAsync(
            new { data = new { status = "completed", video_url = $"{_server.Address}/a.mp4" } });
        _server.Files["/a.mp4"] = ClipServer.Video(await MakeAsync("testsrc2=s=320x180:r=24:d=5[out0];sine=d=5[out1]"));
        await using var bench = new ProviderBench(
            null, ("Providers:HeyGen:BaseAddress", _server.Address), ("Providers:HeyGen:DownloadHosts:0", "127.0.0.1"));
        var (provider, job) = await bench.OrderAsync("heygen");

        (await CollectAsync(provider, job with { ProviderJobId = "v1", Model = model })).Should().BeOfType<CollectAnswer.Collected>();

        using var folder = bench.Get<WorkFolders>().Create();
        var clip = await folder.FetchAsync(bench.Assets, AssetKeys.Clip(job.ClipDigest), default);
        (await bench.Get<MediaProbe>().ProbeAsync(clip, default)).AudioCodec.Should().Be("aac");
    }

    [Fact]
    public async Task CollectAsync_RepeatedAfterACrash_GoesOnWithTheOriginalThatIsThere()
    {
        _server.Clip("/a.mp4").Files["/a.mp4"] = ClipServer.Video(await Good.Value);
        await using var bench = Bench();
        var (provider, job) = await OrderAsync(bench);
        await CollectAsync(provider, job);
        await bench.Assets.DeleteManyAsync([AssetKeys.Clip(job.ClipDigest)], default);

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.Collected>();

        _server.Requests.Count(path => path == "/a.mp4").Should().Be(1);
        (await bench.Assets.HeadAsync(AssetKeys.Clip(job.ClipDigest), default)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task CollectAsync_LinkHasExpired_ReadsTheJobOnceMoreForANewOne(int status)
    {
        _server.Clip("/old.mp4", "/new.mp4").Files["/old.mp4"] = ClipServer.Status(status);
        _server.Files["/new.mp4"] = ClipServer.Video(await Good.Value, "application/octet-stream");
        await using var bench = Bench();
        var (provider, job) = await OrderAsync(bench);

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.Collected>();

        _server.Requests.Where(path => path.EndsWith("mp4", StringComparison.Ordinal)).Should().Equal("/old.mp4", "/new.mp4");
    }

    [Fact]
    public async Task CollectAsync_LinkStaysExpired_IsNotSureAfterTwoLooks()
    {
        _server.Clip("/old.mp4").Files["/old.mp4"] = ClipServer.Status(403);
        await using var bench = Bench();
        var (provider, job) = await OrderAsync(bench);

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.NotSure>();

        _server.Requests.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("html", typeof(CollectAnswer.Damaged))]
    [InlineData("empty", typeof(CollectAnswer.Damaged))]
    [InlineData("not a video", typeof(CollectAnswer.Damaged))]
    [InlineData("short", typeof(CollectAnswer.Damaged))]
    [InlineData("cut", typeof(CollectAnswer.NotSure))]
    [InlineData("cut chunked", typeof(CollectAnswer.NotSure))]
    [InlineData("large", typeof(CollectAnswer.NotSure))]
    [InlineData("large chunked", typeof(CollectAnswer.NotSure))]
    [InlineData("500", typeof(CollectAnswer.NotSure))]
    public async Task CollectAsync_NoWholeVideo_IsNotKept(string what, Type expected)
    {
        var good = await Good.Value;
        _server.Clip("/a.mp4").Files["/a.mp4"] = what switch
        {
            "html" => ClipServer.Video("<html>"u8.ToArray(), "text/html; charset=utf-8"),
            "empty" => ClipServer.Video([]),
            "not a video" => ClipServer.Video(new byte[10_000]),
            "short" => ClipServer.Video(await Short.Value),
            "500" => ClipServer.Status(500),
            _ => async context =>
            {
                context.Response.ContentType = "video/mp4";
                context.Response.ContentLength = what.EndsWith("chunked", StringComparison.Ordinal) ? null : good.Length;
                var sent = what.StartsWith("cut", StringComparison.Ordinal) ? good.Length / 2 : good.Length;
                await context.Response.Body.WriteAsync(good.AsMemory(0, sent));
                await context.Response.Body.FlushAsync();
                if (sent < good.Length)
                {
                    context.Abort();
                }
            },
        };
        await using var bench = what.StartsWith("large", StringComparison.Ordinal) ? Bench(("Providers:MaxClipBytes", "1000")) : Bench();
        var (provider, job) = await OrderAsync(bench);

        (await CollectAsync(provider, job)).Should().BeOfType(expected);

        (await bench.Assets.ListAsync("clips/", default).ToListAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nADDRESS/inside.mp4\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile ADDRESS/inside.mp4\n")]
    public async Task CollectAsync_PlaylistUnderTheNameOfAVideo_OpensNothing(string playlist)
    {
        _server.Files["/inside.mp4"] = ClipServer.Video(await Good.Value);
        _server.Clip("/a.mp4").Files["/a.mp4"] = ClipServer.Video(
            Encoding.ASCII.GetBytes(playlist.Replace("ADDRESS", _server.Address, StringComparison.Ordinal)));
        await using var bench = Bench();
        var (provider, job) = await OrderAsync(bench);

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.Damaged>();

        _server.Requests.Should().NotContain("/inside.mp4");
    }

    [Fact]
    public async Task CollectAsync_FinishedWithoutALink_IsUnusable()
    {
        var server = new StubServer().Answers(200, """{"status":"SUCCEEDED","output":[]}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.Unusable>();
    }

    [Fact]
    public async Task CollectAsync_JobHasFailedMeanwhile_IsReadAgain_WhichTellsWhatItCost()
    {
        var server = new StubServer().Answers(200, """{"status":"FAILED","failureCode":"INTERNAL"}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        (await CollectAsync(provider, job)).Should().BeOfType<CollectAnswer.NotSure>();
    }

    ProviderBench Bench(params (string, string)[] settings) => new(null, [("Providers:Runway:BaseAddress", _server.Address), .. settings]);

    static Task<(IVideoProvider, RenderJob)> OrderAsync(ProviderBench bench) => bench.OrderAsync("runway", resolution: Resolution.P720);

    static Task<CollectAnswer> CollectAsync(IVideoProvider provider, RenderJob job)
        => provider.CollectAsync(job, AssetKeys.Clip(job.ClipDigest), new Progress<double>(), default);

    static async Task<byte[]> BytesAsync(ProviderBench bench, string key)
    {
        await using var asset = await bench.Assets.OpenReadAsync(key, default);
        using var bytes = new MemoryStream();
        await asset.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    static async Task<byte[]> MakeAsync(string source)
    {
        var file = Path.Combine(Path.GetTempPath(), $"videogen-clip-{Guid.NewGuid():N}.mp4");
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-loglevel", "error", "-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", "-preset", "ultrafast", file]);
        await ffmpeg.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return bytes;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
