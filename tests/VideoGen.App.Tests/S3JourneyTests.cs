using System.Net;
using System.Security.Cryptography;
using VideoGen.Testing;

namespace VideoGen.App.Tests;

/// <summary>The whole way with media on an S3 server.</summary>
public sealed class S3JourneyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Video_OnS3_IsDownloadedFromThere()
    {
        var server = await RadosGateway.ServerAsync();
        using var pages = new PageFolder();
        await using var app = await RunningApp.StartAsync(new Dictionary<string, string>
        {
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Assets__Store"] = "s3",
            ["Assets__S3__Endpoint"] = server.Endpoint,
            ["Assets__S3__Bucket"] = $"journey-{Guid.NewGuid():N}",
            ["Assets__S3__AccessKey"] = server.AccessKey,
            ["Assets__S3__SecretKey"] = server.SecretKey,
            ["Media__Preset"] = "ultrafast",
            ["Media__FrameRate"] = "10",
            ["ASPNETCORE_WEBROOT"] = pages.Path,
        });
        var api = new ApiClient(app.Http);

        var id = await api.StartVideoAsync(await api.VideoInputAsync());
        var video = await api.WaitAsync(id, video => video.Status() == "completed");

        var link = (await api.GetAsync($"api/v1/videos/{id}/download")).Message.Headers.Location!;
        link.ToString().Should().StartWith(server.Endpoint);
        var policy = (await app.Http.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain($"connect-src 'self' {link.GetLeftPart(UriPartial.Authority)};", "pages upload to the store");
        var file = await app.Http.GetByteArrayAsync(link);
        Convert.ToHexStringLower(SHA256.HashData(file)).Should().Be(video["result"]!["sha256"]!.GetValue<string>());
        (await app.Http.GetAsync(new Uri(link.GetLeftPart(UriPartial.Path)))).StatusCode.Should().Be(HttpStatusCode.Forbidden, "films are private");
        (await app.Http.GetAsync(video["result"]!["thumbnail_url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.OK, "thumbnails are public");
    }

    /// <summary>A web app of one page.</summary>
    sealed class PageFolder : IDisposable
    {
        readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-pages-");

        public PageFolder() => File.WriteAllText(System.IO.Path.Combine(Path, "index.html"), "<title>page</title>");

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
