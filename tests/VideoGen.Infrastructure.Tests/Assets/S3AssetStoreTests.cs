using System.Net;
using System.Net.Sockets;
using Amazon.S3.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>
/// What the S3 store promises beyond the contract: the bucket's rules and plain words when it cannot be used. CORS is tested here alone,
/// as the links of the files store come from the same origin as the pages.
/// </summary>
public sealed class S3AssetStoreTests(S3Harness harness) : IClassFixture<S3Harness>
{
    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Preflight_ConfiguredOrigin_IsAllowed(string method)
    {
        using var response = await PreflightAsync(S3Harness.Origin, method);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(S3Harness.Origin);
    }

    [Theory]
    [InlineData("http://evil.example", "PUT")]
    [InlineData(S3Harness.Origin, "DELETE")]
    public async Task Preflight_OtherOriginOrMethod_IsNotAllowed(string origin, string method)
    {
        using var response = await PreflightAsync(origin, method);

        response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task PrepareAsync_BucketWithRulesOfOthers_KeepsThemAndIsRepeatable()
    {
        using var server = await S3Harness.ServerAsync();
        const string Theirs = """
            {"Version":"2012-10-17","Statement":[
                {"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::BUCKET/secret/*"]}]}
            """;
        await using var bucket = new TemporaryBucket(server);
        await bucket.CreateAsync();
        await server.PutBucketPolicyAsync(bucket.Name, Theirs.Replace("BUCKET", bucket.Name, StringComparison.Ordinal));
        var rule = new CORSRule { Id = "theirs", AllowedOrigins = ["http://their.example"], AllowedMethods = ["GET"] };
        await server.PutCORSConfigurationAsync(bucket.Name, new CORSConfiguration { Rules = [rule] });
        await using var services = Services(await S3Harness.SettingsAsync(bucket.Name));
        var store = services.GetRequiredService<IAssetStore>();

        await store.PrepareAsync(default);
        await store.PrepareAsync(default);

        var policy = (await server.GetBucketPolicyAsync(bucket.Name)).Policy;
        policy.Should().Contain("Theirs").And.Contain("/thumbnails/*");
        policy.Split("VideoGenPublicThumbnails").Should().HaveCount(2, "our statement is there once");
        (await server.GetCORSConfigurationAsync(bucket.Name)).Configuration.Rules.Select(one => one.Id)
            .Should().BeEquivalentTo("theirs", "videogen");
    }

    [Fact]
    public async Task PrepareAsync_OriginsTakenOutOfTheSettings_AreNoLongerAllowed()
    {
        using var server = await S3Harness.ServerAsync();
        await using var bucket = new TemporaryBucket(server);
        var settings = await S3Harness.SettingsAsync(bucket.Name);
        await PrepareAsync(settings);
        settings.Remove("Assets:S3:AllowedOrigins:0");

        await PrepareAsync(settings);

        using var response = await PreflightAsync(S3Harness.Origin, "GET", $"{settings["Assets:S3:Endpoint"]}/{bucket.Name}/a.png");
        response.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task PrepareAsync_BucketLookedAfterByOthersAndAbsent_SaysSoAndCreatesNone()
    {
        var settings = await S3Harness.SettingsAsync($"test-{Guid.NewGuid():N}");
        settings["Assets:S3:ManageBucket"] = "false";

        for (var i = 0; i < 2; i++)
        {
            await FluentActions.Awaiting(() => PrepareAsync(settings))
                .Should().ThrowAsync<AssetStoreException>().WithMessage("There is no bucket*Assets__S3__Bucket*");
        }
    }

    [Fact]
    public async Task PrepareAsync_NobodyListens_NamesTheEndpointAndItsSetting()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var endpoint = $"http://{free.LocalEndpoint}";
        free.Stop();
        var settings = await S3Harness.SettingsAsync(harness.Bucket);
        settings["Assets:S3:Endpoint"] = endpoint;

        await FluentActions.Awaiting(() => PrepareAsync(settings)).Should().ThrowAsync<AssetStoreException>()
            .WithMessage($"*{endpoint}*Connection refused*Assets__S3__Endpoint*");
    }

    [Theory]
    [InlineData("AccessKey", "nobody", "*Assets__S3__AccessKey*")]
    [InlineData("SecretKey", "wrong", "*Assets__S3__SecretKey*")]
    public async Task PrepareAsync_WrongCredentials_NamesTheSetting(string setting, string value, string message)
    {
        var settings = await S3Harness.SettingsAsync(harness.Bucket);
        settings[$"Assets:S3:{setting}"] = value;

        await FluentActions.Awaiting(() => PrepareAsync(settings)).Should().ThrowAsync<AssetStoreException>().WithMessage(message);
    }

    [Fact]
    public async Task CreateLink_PublicEndpoint_IsInEveryLinkAndSigned()
    {
        var settings = await S3Harness.SettingsAsync(harness.Bucket);
        var publicEndpoint = settings["Assets:S3:Endpoint"]!.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        settings["Assets:S3:PublicEndpoint"] = publicEndpoint;
        await using var services = Services(settings);
        var store = services.GetRequiredService<IAssetStore>();
        await store.PutAsync("thumbnails/public.txt", new MemoryStream("hello"u8.ToArray()), "text/plain", default);
        var signed = store.CreateLink("thumbnails/public.txt", AssetLinkMethod.Get, TimeSpan.FromMinutes(5));
        var plain = store.PublicLink("thumbnails/public.txt");

        signed.Should().StartWith(publicEndpoint);
        plain.Should().StartWith(publicEndpoint);
        (await harness.Http.GetStringAsync(signed)).Should().Be("hello");
        (await harness.Http.GetStringAsync(plain)).Should().Be("hello");
    }

    [Fact]
    public async Task CreateLink_Aws_NamesBucketAndRegionInTheHost()
    {
        await using var services = Services(new()
        {
            ["Assets:Store"] = "s3",
            ["Assets:S3:Bucket"] = "our-videos",
            ["Assets:S3:Region"] = "ap-northeast-2",
            ["Assets:S3:AccessKey"] = "key",
            ["Assets:S3:SecretKey"] = "secret",
        });

        services.GetRequiredService<IAssetStore>().PublicLink("thumbnails/그림 1.jpg")
            .Should().Be("https://our-videos.s3.ap-northeast-2.amazonaws.com/thumbnails/%EA%B7%B8%EB%A6%BC%201.jpg");
    }

    [Fact]
    public async Task PutAsync_FailedHalfway_LeavesNoPartsBehind()
    {
        static Task Fail(long position) => position > 20_000_000 ? throw new IOException() : Task.CompletedTask;

        var content = new GeneratedStream(30_000_000, Fail);
        await FluentActions.Awaiting(() => harness.Store.PutAsync("broken.mp4", content, "video/mp4", default))
            .Should().ThrowAsync<IOException>();

        using var server = await S3Harness.ServerAsync();
        var open = await server.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = harness.Bucket });
        (open.MultipartUploads ?? []).Should().BeEmpty();
    }

    static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddAssets(configuration).BuildServiceProvider();
    }

    static async Task PrepareAsync(Dictionary<string, string?> settings)
    {
        await using var services = Services(settings);
        await services.GetRequiredService<IAssetStore>().PrepareAsync(default);
    }

    async Task<HttpResponseMessage> PreflightAsync(string origin, string method, string? link = null)
    {
        link ??= harness.Store.CreateLink("a.png", AssetLinkMethod.Put, TimeSpan.FromMinutes(5), uploadBytes: 5);
        using var request = new HttpRequestMessage(HttpMethod.Options, link);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await harness.Http.SendAsync(request);
    }

    /// <summary>A name for a bucket, which is deleted at the end if it came to be.</summary>
    sealed class TemporaryBucket(Amazon.S3.AmazonS3Client server) : IAsyncDisposable
    {
        public string Name { get; } = $"test-{Guid.NewGuid():N}";

        public async Task CreateAsync() => await server.PutBucketAsync(Name);

        public async ValueTask DisposeAsync() => await server.DeleteBucketAsync(Name);
    }
}
