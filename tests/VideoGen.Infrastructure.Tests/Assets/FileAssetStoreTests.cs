using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>What the files store promises beyond the contract: its folder, its key, and how its links are answered.</summary>
public sealed class FileAssetStoreTests(FilesHarness harness) : IClassFixture<FilesHarness>
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    readonly string _folder = $"{Guid.NewGuid():N}/";

    [Fact]
    public async Task Links_Head_DescribesAsGetDoes()
    {
        var key = await PutAsync(_folder + "a.mp4", "0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Head, harness.Store.CreateLink(key, AssetLinkMethod.Get, Hour));

        using var response = await harness.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().Be(10);
        response.Headers.AcceptRanges.Should().Contain("bytes");
        response.Headers.ETag!.Tag.Should().Be($"\"{(await harness.Store.HeadAsync(key, default))!.ETag}\"");
    }

    [Theory]
    [InlineData("page.html")]
    [InlineData("drawing.svg")]
    public async Task Links_FileThatABrowserWouldRun_IsServedAsBytes(string name)
    {
        var key = await PutAsync(_folder + name, "<script>");

        using var response = await harness.Http.GetAsync(harness.Store.CreateLink(key, AssetLinkMethod.Get, Hour));

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task Links_Refused_SayWhy()
    {
        var key = await PutAsync(_folder + "a.png", "hello");
        var good = harness.Store.CreateLink(key, AssetLinkMethod.Get, Hour);
        var stale = harness.Store.CreateLink(key, AssetLinkMethod.Get, TimeSpan.FromSeconds(1));
        var giveUpAt = DateTime.UtcNow.AddSeconds(30);
        while ((await harness.Http.GetAsync(stale)).IsSuccessStatusCode && DateTime.UtcNow < giveUpAt)
        {
            await Task.Delay(50);
        }

        (await ReasonAsync(stale)).Should().Be("link_expired");
        (await ReasonAsync(good.Replace("expires=1", "expires=2", StringComparison.Ordinal))).Should().Be("link_changed");
        (await ReasonAsync(good[..good.IndexOf('?', StringComparison.Ordinal)])).Should().Be("link_missing");
    }

    [Fact]
    public async Task Links_UploadLongerThanTheLinkAllowsWithoutSayingSo_Is413AndNotStored()
    {
        var link = harness.Store.CreateLink(_folder + "a.png", AssetLinkMethod.Put, Hour, uploadBytes: 1_000_000);
        using var content = new StreamContent(new GeneratedStream(1_000_001)) { Headers = { ContentType = new("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        (await harness.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

        (await harness.Store.HeadAsync(_folder + "a.png", default)).Should().BeNull();
    }

    [Fact]
    public async Task Links_UploadAboveTheServersUsualLimit_IsTaken()
    {
        const int FortyMegabytes = 40_000_000;
        var link = harness.Store.CreateLink(_folder + "a.mp4", AssetLinkMethod.Put, Hour, uploadBytes: FortyMegabytes);
        using var content = new StreamContent(new GeneratedStream(FortyMegabytes)) { Headers = { ContentType = new("video/mp4") } };

        (await harness.Http.PutAsync(link, content)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await harness.Store.HeadAsync(_folder + "a.mp4", default))!.Size.Should().Be(FortyMegabytes);
    }

    [Fact]
    public async Task Links_UploaderGoesAwayHalfway_NothingIsStored()
    {
        var link = new Uri(harness.Store.CreateLink(_folder + "a.png", AssetLinkMethod.Put, Hour, uploadBytes: 1000));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(link.Host, link.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"PUT {link.PathAndQuery} HTTP/1.1\r\nHost: {link.Authority}\r\n"
                + "Content-Type: image/png\r\nContent-Length: 1000\r\n\r\nhalf"));
            await UntilAsync(() => Uploads().Length > 0);
        }

        await UntilAsync(() => Uploads().Length == 0);
        (await harness.Store.HeadAsync(_folder + "a.png", default)).Should().BeNull();
    }

    [Fact]
    public void Folder_LinkKeyMadeAtFirstUse_IsForItsOwnerAlone()
    {
        File.GetUnixFileMode(Path.Combine(harness.Folder, "link.key")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void CreateLink_ByAnotherInstanceOnTheSameFolder_IsSignedAlike()
    {
        var time = new StoppedTime();
        string Link() => new FileAssetStore(OptionsFor(harness.Folder), time).CreateLink("a.png", AssetLinkMethod.Get, Hour);

        Link().Should().Be(Link()).And.StartWith("http://localhost:7071/api/assets/a.png?");
    }

    [Fact]
    public void CreateLink_OtherKeyOfTheSettings_IsSignedOtherwise()
    {
        var time = new StoppedTime();
        string LinkWith(byte secret)
        {
            var options = OptionsFor(harness.Folder, Convert.ToBase64String([.. Enumerable.Repeat(secret, 32)]));
            return new FileAssetStore(options, time).CreateLink("a.png", AssetLinkMethod.Get, Hour);
        }

        LinkWith(1).Should().Be(LinkWith(1)).And.NotBe(LinkWith(2));
    }

    [Fact]
    public async Task PrepareAsync_FolderThatCannotBe_NamesTheSetting()
    {
        var file = Path.Combine(harness.Folder, "taken");
        await File.WriteAllTextAsync(file, "");
        var store = new FileAssetStore(OptionsFor(Path.Combine(file, "assets")), TimeProvider.System);

        (await FluentActions.Awaiting(() => store.PrepareAsync(default)).Should().ThrowAsync<AssetStoreException>())
            .WithMessage($"*{file}*Assets__Folder*");
    }

    [Fact]
    public async Task PrepareAsync_UploadLeftBehindByACrash_IsClearedAwayAfterADay()
    {
        var (old, recent) = (Path.Combine(harness.Folder, "uploads", "old"), Path.Combine(harness.Folder, "uploads", "recent"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(recent, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        await harness.Store.PrepareAsync(default);

        File.Exists(old).Should().BeFalse();
        File.Exists(recent).Should().BeTrue("its writer may still be at work");
        File.Delete(recent);
    }

    static IOptions<AssetOptions> OptionsFor(string folder, string? linkKey = null)
        => Options.Create(new AssetOptions { Folder = folder, LinkKey = linkKey });

    string[] Uploads() => Directory.GetFiles(Path.Combine(harness.Folder, "uploads"), new string('?', 32));

    async Task<string> PutAsync(string key, string text)
        => (await harness.Store.PutAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), AssetContentType.Of(key), default)).Key;

    async Task<string?> ReasonAsync(string link)
    {
        using var response = await harness.Http.GetAsync(link);
        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString();
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        var giveUpAt = DateTime.UtcNow.AddSeconds(30);
        while (!condition())
        {
            DateTime.UtcNow.Should().BeBefore(giveUpAt);
            await Task.Delay(20);
        }
    }

    sealed class StoppedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
