using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Runtime.Tests.Host;

public sealed class SinglePageAppTests : IAsyncLifetime
{
    const string Index = "<title>app</title>";
    TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync([typeof(Functions)], WithPolicy, new()
    {
        ["wwwroot/index.html"] = Index,
        ["wwwroot/assets/main-1a2b.js"] = "console.log(1)",
        ["host.json"] = """{ "extensions": { "http": { "routePrefix": "service/v2" } } }""",
    });

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/videos/17")]
    [InlineData("/services")]
    public async Task Get_PathOfTheApp_IsTheIndexAndIsAskedForAgain(string path)
    {
        var answer = await _host.Client.GetAsync(path);

        (await answer.Content.ReadAsStringAsync()).Should().Be(Index);
        answer.Headers.CacheControl!.NoCache.Should().BeTrue();
    }

    [Fact]
    public async Task Get_Asset_IsTheFileWithItsType()
    {
        var answer = await _host.Client.GetAsync("/assets/main-1a2b.js");

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
        (await answer.Content.ReadAsStringAsync()).Should().Be("console.log(1)");
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task Get_Asset_IsPackedAsTheBrowserTakesIt(string accepted, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/main-1a2b.js");
        request.Headers.Add("Accept-Encoding", accepted);

        var answer = await _host.Client.SendAsync(request);

        var content = await answer.Content.ReadAsStreamAsync();
        using var unpacked = new StreamReader(encoding switch
        {
            "br" => new BrotliStream(content, CompressionMode.Decompress),
            "gzip" => new GZipStream(content, CompressionMode.Decompress),
            _ => content,
        });
        (await unpacked.ReadToEndAsync()).Should().Be("console.log(1)");
        answer.Content.Headers.ContentEncoding.Should().Equal(encoding is null ? [] : [encoding]);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
        answer.Headers.Vary.Should().Equal("Accept-Encoding");
    }

    [Fact]
    public async Task Get_AssetWithADigest_IsKeptForGood()
    {
        var answer = await _host.Client.GetAsync("/assets/main-1a2b.js");

        answer.Headers.CacheControl!.ToString().Should().Be("public, max-age=31536000, immutable");
    }

    [Fact]
    public async Task Get_Page_HasWhatTheAppSaysOfItsFilesBesideTheUsualHeaders()
    {
        var answer = await _host.Client.GetAsync("/");

        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'self'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("GET", "/assets/main-old.js")]
    [InlineData("GET", "/service/v2/unknown")]
    [InlineData("POST", "/service/v2/hello")]
    [InlineData("POST", "/videos/17")]
    [InlineData("GET", "/../host.json")]
    public async Task Send_NothingThere_IsAnEmpty404(string method, string path)
    {
        var answer = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Get_FunctionBelowThePrefixOfHostJson_Answers()
    {
        (await _host.Client.GetStringAsync("/service/v2/hello")).Should().Be("hello");
    }

    [Fact]
    public async Task Send_NoRoutePrefix_FunctionsComeFirstAndAWrongMethodIsStillA404()
    {
        await using var host = await TestHost.StartAsync([typeof(Functions)], files: new()
        {
            ["wwwroot/index.html"] = Index,
            ["host.json"] = """{ "extensions": { "http": { "routePrefix": "" } } }""",
        });

        (await host.Client.GetStringAsync("/hello")).Should().Be("hello");
        (await host.Client.GetStringAsync("/videos")).Should().Be(Index);
        (await host.Client.PostAsync("/hello", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    static void WithPolicy(FunctionsApplicationBuilder builder) => builder.Services.Configure<StaticFileOptions>(
        options => options.OnPrepareResponse = response => response.Context.Response.Headers.ContentSecurityPolicy = "default-src 'self'");

    public static class Functions
    {
        [Function("hello")]
        public static IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("hello");
    }
}
