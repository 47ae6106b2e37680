using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>A clip's link is a stranger's: it leads to listed hosts, or nowhere.</summary>
public sealed class DownloadRulesTests
{
    [Theory]
    [InlineData("https://dnznrvs05pmza.cloudfront.net/x.mp4?_jwt=a", true)]
    [InlineData("https://DNZNRVS05PMZA.cloudfront.net/x.mp4", true)]
    [InlineData("https://media.clips.example/x.mp4", true)]
    [InlineData("https://a.b.clips.example:8443/x.mp4", true)]
    [InlineData("https://10.0.0.7/x.mp4", true)] // Listed as it is.
    [InlineData("https://clips.example/x.mp4", false)] // The suffix begins with a dot.
    [InlineData("https://evilclips.example/x.mp4", false)]
    [InlineData("https://clips.example.evil.example/x.mp4", false)]
    [InlineData("https://cloudfront.net/x.mp4", false)]
    [InlineData("http://dnznrvs05pmza.cloudfront.net/x.mp4", false)]
    [InlineData("ftp://dnznrvs05pmza.cloudfront.net/x.mp4", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:pass@dnznrvs05pmza.cloudfront.net/x.mp4", false)]
    [InlineData("https://dnznrvs05pmza.cloudfront.net@evil.example/x.mp4", false)]
    [InlineData("https://127.0.0.1/x.mp4", false)]
    [InlineData("https://2130706433/x.mp4", false)]
    [InlineData("https://[::1]/x.mp4", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://localhost/x.mp4", false)]
    [InlineData("https://api.dev.runwayml.com/x.mp4", false)]
    public async Task CollectAsync_Link_IsFollowedToListedHostsOnly(string link, bool follows)
    {
        var server = new StubServer().Answers(200, $$"""{"status":"SUCCEEDED","output":["{{link}}"]}""").Answers(500, "");
        await using var bench = new ProviderBench(server, ("Providers:Runway:DownloadHosts:0", "dnznrvs05pmza.cloudfront.net"),
            ("Providers:Runway:DownloadHosts:1", ".clips.example"), ("Providers:Runway:DownloadHosts:2", "10.0.0.7"));
        var (provider, job) = await bench.OrderAsync("runway");

        var answer = await provider.CollectAsync(job, AssetKeys.Clip(job.ClipDigest), new Progress<double>(), default);

        server.Requests.Should().HaveCount(follows ? 2 : 1);
        var failure = answer.Should().BeOfType<CollectAnswer.NotSure>().Subject.Failure;
        failure.Message.Should().NotContain("_jwt").And.NotContain("pass");
        if (follows)
        {
            server.Requests[1].Headers.Authorization.Should().BeNull();
            server.Requests[1].Headers.Should().NotContain(header => header.Key == "X-Runway-Version");
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task CollectAsync_RedirectToAnUnlistedHost_IsNotFollowed(int status)
    {
        await using var elsewhere = new ClipServer();
        await using var server = new ClipServer().Clip("/a.mp4");
        server.Files["/a.mp4"] = ClipServer.To("/b.mp4", status);
        server.Files["/b.mp4"] = ClipServer.To(elsewhere.Address + "/c.mp4", status);
        await using var bench = new ProviderBench(null, ("Providers:Runway:BaseAddress", server.Address));
        var (provider, job) = await bench.OrderAsync("runway");

        var answer = await provider.CollectAsync(job, AssetKeys.Clip(job.ClipDigest), new Progress<double>(), default);

        answer.Should().BeOfType<CollectAnswer.NotSure>().Which.Failure.Message.Should().Contain("Providers__Runway__DownloadHosts");
        server.Requests.Should().EndWith(["/a.mp4", "/b.mp4"]);
        elsewhere.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task CollectAsync_RedirectsInACircle_EndAfterFive()
    {
        await using var server = new ClipServer().Clip("/a.mp4");
        server.Files["/a.mp4"] = ClipServer.To("/a.mp4");
        await using var bench = new ProviderBench(null, ("Providers:Runway:BaseAddress", server.Address));
        var (provider, job) = await bench.OrderAsync("runway");

        (await provider.CollectAsync(job, AssetKeys.Clip(job.ClipDigest), new Progress<double>(), default))
            .Should().BeOfType<CollectAnswer.NotSure>();

        server.Requests.Count(path => path == "/a.mp4").Should().Be(6);
    }
}
