using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Assets;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>A store as the app sets it up, in a web app that serves the links of the files store as the app's function does.</summary>
public abstract class StoreHarness : IAsyncLifetime
{
    WebApplication? _app;

    public IAssetStore Store => _app!.Services.GetRequiredService<IAssetStore>();

    /// <summary>A browser without credentials.</summary>
    public HttpClient Http { get; } = new();

    protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    protected abstract Task RemoveAsync();

    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync(await SettingsAsync());
        // The port is known only now.
        _app.Services.GetRequiredService<IOptions<AssetOptions>>().Value.PublicBaseUrl = $"{_app.Urls.First()}/api/assets";
    }

    public static async Task<WebApplication> StartAsync(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddAssets(builder.Configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/api/assets/{*key}", (HttpRequest request, string key, FileAssetServer server, CancellationToken cancellationToken)
            => server.HandleAsync(request, key, cancellationToken));
        await app.Services.GetRequiredService<IAssetStore>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await RemoveAsync();
            await _app.DisposeAsync();
        }

        Http.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class FilesHarness : StoreHarness
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("videogen-assets-").FullName;

    protected override Task<Dictionary<string, string?>> SettingsAsync()
        => Task.FromResult(new Dictionary<string, string?> { ["Assets:Folder"] = Folder });

    protected override Task RemoveAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>A bucket of its own on the shared server.</summary>
public sealed class S3Harness : StoreHarness
{
    public const string Origin = "http://localhost:5173";

    public string Bucket { get; } = $"test-{Guid.NewGuid():N}";

    public static async Task<Dictionary<string, string?>> SettingsAsync(string bucket)
    {
        var server = await RadosGateway.ServerAsync();
        return new()
        {
            ["Assets:Store"] = "s3",
            ["Assets:S3:Endpoint"] = server.Endpoint,
            ["Assets:S3:Bucket"] = bucket,
            ["Assets:S3:AccessKey"] = server.AccessKey,
            ["Assets:S3:SecretKey"] = server.SecretKey,
            ["Assets:S3:AllowedOrigins:0"] = Origin,
        };
    }

    /// <summary>The server itself, past the store.</summary>
    public static async Task<Amazon.S3.AmazonS3Client> ServerAsync()
    {
        var server = await RadosGateway.ServerAsync();
        var config = new Amazon.S3.AmazonS3Config
        {
            ServiceURL = server.Endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
        };
        return new(new Amazon.Runtime.BasicAWSCredentials(server.AccessKey, server.SecretKey), config);
    }

    protected override Task<Dictionary<string, string?>> SettingsAsync() => SettingsAsync(Bucket);

    protected override async Task RemoveAsync()
    {
        await Store.DeleteManyAsync(await Store.ListAsync("", default).Select(asset => asset.Key).ToListAsync(), default);
        using var server = await ServerAsync();
        await server.DeleteBucketAsync(Bucket);
    }
}
