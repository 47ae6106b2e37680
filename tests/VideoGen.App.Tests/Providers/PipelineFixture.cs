using Dapper;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Functions;
using VideoGen.Functions.Contract;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Uploads;
using VideoGen.Infrastructure.Webhooks;
using VideoGen.Infrastructure.Writing;
using VideoGen.Orchestrators;
using VideoGen.Testing;
using VideoGen.Testing.Contract;

namespace VideoGen.App.Tests.Providers;

/// <summary>
/// The whole app in this process, on its real runtime, with providers that do what a test says. Each test begins with
/// everything forgotten: see <see cref="ResetAsync"/>.
/// </summary>
public sealed class PipelineFixture : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-pipeline-");
    WebApplication? _app;

    public ScriptedProvider Acme { get; private set; } = null!;

    public ScriptedProvider Bravo { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public T Get<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var builder = FunctionsApplication.CreateBuilder([
            "--urls", "http://127.0.0.1:0", "--contentRoot", AppContext.BaseDirectory,
            "--Database:ConnectionString", _database.ConnectionString,
            "--Assets:Store", "files", "--Assets:Folder", Path.Combine(_folder.FullName, "assets"), "--Assets:PublicBaseUrl", "http://127.0.0.1:1/api/assets",
            "--Media:WorkFolder", Path.Combine(_folder.FullName, "work"), "--Media:Preset", "ultrafast"]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.Logging.ClearProviders();
        builder.Services
            .AddData(builder.Configuration).AddAssets(builder.Configuration).AddMedia(builder.Configuration).AddModels(builder.Configuration).AddWriting()
            .AddRendering().AddUploads().AddReferences().AddWebhooks(builder.Configuration).AddApi();
        foreach (var name in new[] { "acme", "bravo" })
        {
            builder.Services
                .AddKeyedSingleton(name, (services, _) => new ScriptedProvider(name, services.GetRequiredService<IAssetStore>()))
                .AddSingleton<IVideoProvider>(services => services.GetRequiredKeyedService<ScriptedProvider>(name))
                .AddSingleton<IProviderCallbacks>(services => services.GetRequiredKeyedService<ScriptedProvider>(name));
        }

        _app = (WebApplication)builder.Build();
        await Get<Readiness>().PrepareAsync(CancellationToken.None);
        await _app.StartAsync();
        Http = new HttpClient(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = new Uri(_app.Urls.First()) };
        Api = new ApiClient(Http);
        Acme = _app.Services.GetRequiredKeyedService<ScriptedProvider>("acme");
        Bravo = _app.Services.GetRequiredKeyedService<ScriptedProvider>("bravo");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A video of two scenes, of a product of its own, that is being rendered.</summary>
    public async Task<RunKey> VideoAsync(string[] providers, decimal maxCostUsd = 100, bool partialDelivery = false, Guid? product = null)
    {
        var (brandId, productId) = await CatalogAsync(product);
        var options = new GenerationOptions(Language.English, AspectRatio.Square, 10, Resolution.P720, [], providers, Captions: false, partialDelivery);
        var run = new RunKey((await Get<VideoRepository>().AddAsync(new(brandId, productId, null, options, maxCostUsd), CancellationToken.None))!.Value, 1);
        var (phases, revisions) = (Get<VideoPhases>(), Get<RevisionRepository>());
        await phases.BeginRunAsync(run, CancellationToken.None);
        await phases.EnterAsync(run, VideoStatus.ScriptGenerating, CancellationToken.None);
        await revisions.KeepScriptAsync(run, new("Lamp", [new(1, SegmentRole.Hook, 5, "One.", ""), new(2, SegmentRole.CallToAction, 5, "Two.", "")]), CancellationToken.None);
        await phases.EnterAsync(run, VideoStatus.StoryboardCreating, CancellationToken.None);
        await revisions.KeepStoryboardAsync(run, new([
            new(1, SegmentRole.Hook, 5, "One.", "", "A bottle", ShotSize.Medium, CameraMovement.PushIn, CameraAngle.EyeLevel, Transition.Cut),
            new(2, SegmentRole.CallToAction, 5, "Two.", "", "A logo", ShotSize.Wide, CameraMovement.Static, CameraAngle.EyeLevel, Transition.Cut),
        ]), CancellationToken.None);
        await phases.EnterAsync(run, VideoStatus.VideoRendering, CancellationToken.None);
        await Get<SceneRepository>().LayOutAsync(run.VideoId, 2, CancellationToken.None);
        return run;
    }

    public async Task<Guid> ProductAsync() => (await CatalogAsync(null)).ProductId;

    /// <summary>Begins to render a scene, as the video's orchestration does.</summary>
    public async Task<SceneKey> StartSceneAsync(RunKey run, int number = 1)
    {
        var scene = new SceneKey(run, number);
        await Get<DurableTaskClient>().ScheduleNewOrchestrationInstanceAsync(nameof(RenderScene), scene, new StartOrchestrationOptions(scene.InstanceId()));
        return scene;
    }

    public async Task<StepOutcome> EndOfAsync(SceneKey scene)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ended = await Get<DurableTaskClient>().WaitForInstanceCompletionAsync(scene.InstanceId(), getInputsAndOutputs: true, patience.Token);
        return ended.ReadOutputAs<StepOutcome>() ?? throw new InvalidOperationException($"{ended.RuntimeStatus}: {ended.FailureDetails}");
    }

    public async Task<StepOutcome> RenderAsync(RunKey run, int number = 1) => await EndOfAsync(await StartSceneAsync(run, number));

    public Task<IReadOnlyList<RenderJob>> JobsAsync(RunKey run, int scene = 1) => Get<RenderJobRepository>().ListAsync(run.VideoId, scene, CancellationToken.None);

    public async Task<SceneProgress> SceneAsync(RunKey run, int number = 1)
        => (await Get<SceneRepository>().ListAsync(run.VideoId, CancellationToken.None)).Single(scene => scene.Number == number);

    public async Task<decimal> CostAsync(RunKey run) => (await Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None))!.CostUsd;

    public async Task<T> QueryAsync<T>(string sql, object values)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }

    public async Task ExecuteAsync(string sql, object values)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.ExecuteAsync(sql, values);
    }

    /// <summary>Looks after jobs that nobody waits for, now and not only when the timer says so.</summary>
    public Task WatchAsync() => ActivatorUtilities.CreateInstance<JobWatch>(_app!.Services).WatchJobs(new TimerInfo(), CancellationToken.None);

    /// <summary>Looks after videos whose orchestration has stopped, now and not only when the timer says so.</summary>
    public Task WatchVideosAsync()
        => ActivatorUtilities.CreateInstance<VideoWatch>(_app!.Services).WatchVideos(new TimerInfo(), Get<DurableTaskClient>(), CancellationToken.None);

    /// <summary>What everybody did before is forgotten: nothing goes on, providers do the usual again, and no circuit is open.</summary>
    public async Task ResetAsync()
    {
        // First, as the watch starts what was retried and never started.
        await ExecuteAsync("update videos set status = 'cancelled' where status not in ('completed', 'failed', 'cancelled')", new { });
        await EndWhatIsLeftAsync();
        foreach (var provider in new[] { Acme, Bravo })
        {
            var usual = new ScriptedProvider(provider.Name, Get<IAssetStore>());
            (provider.Contract, provider.Models, provider.Clip) = (usual.Contract, usual.Models, usual.Clip);
            (provider.OnSubmit, provider.OnGet, provider.OnFind) = (usual.OnSubmit, usual.OnGet, usual.OnFind);
            (provider.OnCollect, provider.OnCancel) = (usual.OnCollect, usual.OnCancel);
            provider.Submits.Clear();
            provider.Cancels.Clear();
        }

        await ExecuteAsync("update render_jobs set state = 'failed', looks_at = null where state in ('submitting', 'accepted', 'outcome_unknown'); delete from provider_circuits", new { });
    }

    /// <summary>A scene that still waits would order its clip in the middle of the next test.</summary>
    async Task EndWhatIsLeftAsync()
    {
        var client = Get<DurableTaskClient>();
        await foreach (var left in client.GetAllInstancesAsync(new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running],
        }))
        {
            try
            {
                await client.TerminateInstanceAsync(left.InstanceId);
            }
            catch (RpcException ended) when (ended.StatusCode == StatusCode.FailedPrecondition)
            {
                // By itself, meanwhile.
            }

            await client.WaitForInstanceCompletionAsync(left.InstanceId);
        }
    }

    async Task<(Guid BrandId, Guid ProductId)> CatalogAsync(Guid? product)
    {
        var catalog = Get<CatalogRepository>();
        if (product is { } id)
        {
            return ((await catalog.FindProductAsync(id, CancellationToken.None))!.Content.BrandId, id);
        }

        var brand = await catalog.AddBrandAsync(
            Guid.CreateVersion7(), Workspaces.Default, new("Hanbit", "Light for all", "plain", "everybody", new("#112233", "#445566", "#778899"), [], [], []), CancellationToken.None);
        // A name of its own, so that no clip of another test is taken.
        return (brand.Id, (await catalog.AddProductAsync(Guid.CreateVersion7(), new(brand.Id, $"Lamp {Guid.NewGuid():N}", "", ["Bright"], "Buy"), CancellationToken.None))!.Id);
    }
}
