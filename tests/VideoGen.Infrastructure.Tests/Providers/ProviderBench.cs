using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>The paid providers as the app sets them up, with a folder for assets, and scenes to render.</summary>
public sealed class ProviderBench : IAsyncDisposable
{
    public const string Token = "00112233445566778899aabbccddeeff";
    public const string Key = "secret-key-of-the-account";

    /// <summary>The still of every scene here, in base64.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    // Not there before something is kept in it: settings may be refused first.
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"videogen-providers-{Guid.NewGuid():N}");
    readonly ServiceProvider _services;

    /// <param name="server">Stands for all servers; <see langword="null"/> to use the network.</param>
    public ProviderBench(StubServer? server, params (string Setting, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Assets:Folder"] = _folder,
            ["Assets:PublicBaseUrl"] = "https://app.example.com/api/assets",
            ["Media:Preset"] = "ultrafast",
            ["Providers:CallbackBaseUrl"] = "https://app.example.com",
            ["Providers:Luma:ApiKey"] = Key,
            ["Providers:LumaDreamMachine:ApiKey"] = Key,
            ["Providers:Runway:ApiKey"] = Key,
            ["Providers:HeyGen:ApiKey"] = Key,
            ["Providers:HeyGen:AvatarId"] = "look_1",
            ["Providers:HeyGen:VoiceIds:en"] = "voice_en",
            ["Providers:HeyGen:WebhookSecret"] = "whsec_1",
        };
        foreach (var (setting, value) in settings)
        {
            values[setting] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddLogging(logging => logging.AddProvider(Log))
            .AddAssets(configuration).AddMedia(configuration).AddRendering().AddVideoProviders(configuration);
        if (server is not null)
        {
            services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => server));
            foreach (var name in new[] { "luma", "luma_dream_machine", "runway", "heygen", "clips" })
            {
                services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => server);
            }
        }

        _services = services.BuildServiceProvider();
        // As the host does when it starts.
        _services.GetService<Microsoft.Extensions.Options.IStartupValidator>()?.Validate();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public IAssetStore Assets => Get<IAssetStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public IVideoProvider? Find(string name) => _services.GetServices<IVideoProvider>().SingleOrDefault(provider => provider.Name == name);

    public IProviderCallbacks Callbacks(string name)
        => _services.GetServices<IProviderCallbacks>().Single(one => one.Provider == name);

    /// <summary>An attempt at a scene whose still exists.</summary>
    public async Task<(IVideoProvider Provider, RenderJob Job)> OrderAsync(
        string choice, double seconds = 5, AspectRatio ratio = AspectRatio.Landscape, Resolution resolution = Resolution.P1080,
        string narration = "Light for all.")
    {
        var offer = Get<VideoProviders>().Find(choice)!;
        var brief = Brief(seconds, ratio, resolution, narration);
        using var picture = new MemoryStream(Convert.FromBase64String(Png));
        await Assets.PutAsync(AssetKeys.Still(brief.Still), picture, "image/png", default);
        return (offer.Provider, new RenderJob
        {
            Id = Guid.CreateVersion7(Time.GetUtcNow()),
            VideoId = Guid.NewGuid(),
            Run = 1,
            Scene = 2,
            Provider = offer.Provider.Name,
            Model = offer.Model.Id,
            Token = Token,
            ClipDigest = offer.ClipDigest(brief),
            Brief = brief,
            ReservedUsd = offer.Obstacle(brief, Time.Today()) is null ? offer.CostOf(brief, Time.Today()) : 0,
            StateWord = "accepted",
            CalledAt = Time.GetUtcNow().UtcDateTime,
            ProviderJobId = "job/1",
        });
    }

    public static SceneBrief Brief(
        double seconds, AspectRatio ratio = AspectRatio.Landscape, Resolution resolution = Resolution.P1080,
        string narration = "Light for all.") => new(
        new(SegmentRole.Hook, "Bright", "A lamp on a desk.", ShotSize.CloseUp, CameraAngle.LowAngle, "Hanbit", "Lamp",
            new("#112233", "#445566", "#778899"), Language.English, FrameSize.Of(ratio, resolution)),
        narration, CameraMovement.PushIn, seconds);

    public static void ShouldBe(string json, string expected)
        => JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(expected))
            .Should().BeTrue("{0} was expected and {1} was sent", expected, json);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
