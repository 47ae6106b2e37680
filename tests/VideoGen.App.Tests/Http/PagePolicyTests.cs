using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.App.Tests.Http;

public sealed class PagePolicyTests
{
    const string InTheHostName = "https://films.s3.ap-northeast-2.amazonaws.com";

    [Theory]
    [InlineData("http://storage:9000", null, "http://storage:9000")]
    [InlineData("http://storage:9000", "https://media.example.com/", "https://media.example.com")]
    [InlineData("http://storage:9000", "https://media.example.com:8443", "https://media.example.com:8443")]
    [InlineData(null, null, InTheHostName)]
    public void Configure_S3_AllowsTheOriginOfItsLinksAndNoOther(string? endpoint, string? publicEndpoint, string origin)
    {
        var store = new AssetOptions { Store = AssetOptions.S3Store };
        store.S3.Endpoint = endpoint;
        store.S3.PublicEndpoint = publicEndpoint;
        (store.S3.Region, store.S3.Bucket, store.S3.AccessKey, store.S3.SecretKey) = ("ap-northeast-2", "films", "key", "secret");
        using var assets = new S3AssetStore(Options.Create(store), NullLogger<S3AssetStore>.Instance);

        var sources = SourcesOf(assets);

        new Uri(assets.CreateLink("films/1.mp4", AssetLinkMethod.Put, TimeSpan.FromMinutes(1), uploadBytes: 1)).GetLeftPart(UriPartial.Authority).Should().Be(origin);
        sources["connect-src"].Should().Equal("'self'", origin);
        sources["img-src"].Should().Equal("'self'", origin, "data:", "blob:");
        sources["media-src"].Should().Equal("'self'", origin, "blob:");
        sources.Where(one => one.Value.Contains(origin)).Should().HaveCount(3, "no script, style or frame comes from the store");
        sources["script-src"].Should().Equal("'self'");
    }

    [Fact]
    public void Configure_Files_AllowsWhereItsLinksLead()
    {
        var options = new AssetOptions { PublicBaseUrl = "https://영상.example.com/api/assets" };

        var sources = SourcesOf(new FileAssetStore(Options.Create(options), TimeProvider.System));

        sources["connect-src"].Should().Equal("'self'", "https://xn--hg4b19g.example.com");
    }

    static Dictionary<string, string[]> SourcesOf(IAssetStore assets)
    {
        var files = new StaticFileOptions();
        new PagePolicy(assets).Configure(files);
        var http = new DefaultHttpContext();
        files.OnPrepareResponse(new StaticFileResponseContext(http, new NotFoundFileInfo("index.html")));
        return http.Response.Headers.ContentSecurityPolicy.ToString().Split("; ")
            .Select(directive => directive.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
    }
}
