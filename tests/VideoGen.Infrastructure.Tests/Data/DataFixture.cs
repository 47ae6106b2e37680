using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Data;

/// <summary>The app's tables on a real server, with a brand and a product.</summary>
public sealed class DataFixture : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    ServiceProvider? _services;

    public static Storyboard Storyboard { get; } = new([
        new(1, SegmentRole.Hook, 5, "One.", "", "A bottle", ShotSize.Medium, CameraMovement.PushIn, CameraAngle.EyeLevel, Transition.Dissolve),
        new(2, SegmentRole.CallToAction, 5, "Two.", "", "A logo", ShotSize.Wide, CameraMovement.Static, CameraAngle.EyeLevel, Transition.Cut),
    ]);

    /// <summary>The one that is there from the start.</summary>
    public static Guid Workspace { get; } = new("00000000-0000-0000-0000-000000000001");

    public Guid BrandId { get; private set; }

    public Guid ProductId { get; private set; }

    public T Get<T>() where T : notnull => _services!.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:ConnectionString"] = _database.ConnectionString }).Build();
        _services = new ServiceCollection().AddData(configuration).BuildServiceProvider();
        await Get<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        var brand = new Brand("Hanbit", "Light for all", "plain", "everybody", new("#112233", "#445566", "#778899"), [], [], []);
        BrandId = (await Get<CatalogRepository>().AddBrandAsync(Guid.CreateVersion7(), Workspaces.Default, brand, CancellationToken.None)).Id;
        ProductId = (await Get<CatalogRepository>().AddProductAsync(Guid.CreateVersion7(), new(BrandId, "Lamp", "", ["Bright"], "Buy"), CancellationToken.None))!.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A new video that has come as far as <paramref name="status"/>, on the way that the app takes.</summary>
    public async Task<RunKey> VideoAsync(VideoStatus status, decimal maxCostUsd = 0, params ReviewPoint[] review)
    {
        var options = new GenerationOptions(Language.English, AspectRatio.Landscape, 10, Resolution.P720, review, ["local"], true);
        var run = new RunKey((await Get<VideoRepository>().AddAsync(new(BrandId, ProductId, null, options, maxCostUsd), CancellationToken.None))!.Value, 1);
        var phases = Get<VideoPhases>();
        for (var next = VideoStatus.ScriptGenerating; next <= status; next++)
        {
            (await (next switch
            {
                VideoStatus.ScriptReady => Get<RevisionRepository>().KeepScriptAsync(run, new("Lamp", [new(1, SegmentRole.Hook, 10, "One.", "")]), CancellationToken.None),
                VideoStatus.StoryboardReady => Get<RevisionRepository>().KeepStoryboardAsync(run, Storyboard, CancellationToken.None),
                VideoStatus.Completed => phases.CompleteAsync(run, CancellationToken.None),
                _ => EntersAsync(phases, run, next),
            })).Should().BeTrue();
        }

        return run;
    }

    static async Task<bool> EntersAsync(VideoPhases phases, RunKey run, VideoStatus phase)
        => await phases.EnterAsync(run, phase, CancellationToken.None) == PhaseEntry.Entered;

    public async Task<Video> ReadAsync(RunKey run) => (await Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None))!;

    public async Task ExecuteAsync(string sql, object values)
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    public async Task<T> QueryAsync<T>(string sql, object values)
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }
}
