using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.AppHost.Simulation;
using VideoGen.Bench.Engine;
using VideoGen.Testing;

namespace VideoGen.Bench;

/// <summary>
/// What the app costs, how fast it answers and how punctually it looks at jobs while many videos wait for their provider, against the same
/// with a few. The provider is simulated, in this process; it takes every job and finishes none. Jobs are looked at as often as at the real one.
/// </summary>
internal static class InFlightBench
{
    const int Few = 10;
    const double GoalSlower = 3, GoalLooks = 0.9, GoalMegabytes = 600, GoalProcessors = 1;
    static readonly TimeSpan Watching = TimeSpan.FromSeconds(60), Settling = TimeSpan.FromSeconds(45), Patience = TimeSpan.FromMinutes(30);

    public static async Task<int> RunAsync(int videos)
    {
        await using var postgres = await TemporaryPostgres.StartAsync("inflight", CancellationToken.None);
        await postgres.Server.EnsureDatabaseAsync("videogen", CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(postgres.Server.ConnectionString("videogen"));
        await using var simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with { Key = SimulatedProviders.Key, Balance = 1_000_000 });
        await simulator.FaultAsync("stuck_queued", "runway", times: null);
        (await simulator.Admin.PostAsJsonAsync("limits", new { provider = "runway", concurrent = 10_000, per_day = 1_000_000 })).EnsureSuccessStatusCode();
        await using var app = await RunningApp.StartAsync(Settings(postgres, simulator));
        var api = new ApiClient(app.Http);

        var few = await MeasureAsync(Few);
        var many = await MeasureAsync(videos);
        var (slower, looks) = (many.Slow / few.Slow, many.Looks / few.Looks);
        Say($"{videos} videos against {Few}: the API's slow answers take {slower:0.0} times as long (goal {GoalSlower}), jobs are looked at {looks:0.00} times as often (goal {GoalLooks})");
        Say($"{many.Processors:0.00} processors (goal {GoalProcessors}); {many.Megabytes:0} MB (goal {GoalMegabytes})");
        return slower <= GoalSlower && looks >= GoalLooks && many.Processors <= GoalProcessors && many.Megabytes <= GoalMegabytes ? 0 : 1;

        async Task<Seen> MeasureAsync(int wanted)
        {
            await OrderAsync(api, database, wanted);
            await Task.Delay(Settling);
            return await WatchAsync(app, api, simulator, postgres.Server, database);
        }
    }

    /// <summary>Until so many are at the provider.</summary>
    static async Task OrderAsync(ApiClient api, NpgsqlDataSource database, int videos)
    {
        var clock = Stopwatch.StartNew();
        await StartAsync(api, videos - (await CountAsync(database)).Videos);
        var started = clock.Elapsed;
        while (await CountAsync(database) is var count && count.Videos < videos)
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"{count} of {videos} videos are at the provider.");
            }

            await Task.Delay(500);
        }

        Say($"{videos} videos: ordered in {started.TotalSeconds:0} s, all at the provider after {clock.Elapsed.TotalSeconds:0} s");
    }

    static Dictionary<string, string> Settings(TemporaryPostgres postgres, SimulatorServer simulator) => new()
    {
        ["Database__ConnectionString"] = postgres.Server.ConnectionString("videogen"),
        ["Assets__Store"] = "files",
        ["Assets__Folder"] = Path.Combine(postgres.Folder, "assets"),
        ["Providers__Runway__BaseAddress"] = simulator.BaseAddress("runway"),
        ["Providers__Runway__ApiKey"] = SimulatedProviders.Key,
        ["Providers__Runway__MaxConcurrent"] = "10000",
    };

    /// <summary>Videos of ten seconds in as few scenes as there may be, each of a brand of its own, so that none takes another's clip.</summary>
    static async Task StartAsync(ApiClient api, int videos)
    {
        var reference = await ReferenceAsync(api);
        await Parallel.ForAsync(0, videos, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            var input = await api.VideoInputAsync();
            (input["reference_id"], input["options"]!["providers"], input["max_cost_usd"]) = (reference, new JsonArray("runway"), "50.00");
            await api.StartVideoAsync(input);
        });
    }

    /// <summary>Two long shots.</summary>
    static async Task<string> ReferenceAsync(ApiClient api)
    {
        var reference = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))!["reference"]!;
        var segments = reference["segments"]!.AsArray();
        var (first, last) = (segments[0]!.DeepClone(), segments[^1]!.DeepClone());
        (first["end_seconds"], last["start_seconds"], last["end_seconds"]) = (8, 8, 16);
        (reference["duration_seconds"], reference["average_shot_seconds"], reference["segments"]) = (16, 8, new JsonArray(first, last));
        var answer = await api.PostAsync("api/v1/references", reference.DeepClone());
        return answer.Body!["id"]?.GetValue<string>() ?? throw new InvalidOperationException($"{answer.Body}");
    }

    static async Task<(int Videos, int Jobs)> CountAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(int, int)>(
            "select count(distinct video_id)::int, count(*)::int from render_jobs where state = 'accepted'");
    }

    static async Task<Seen> WatchAsync(RunningApp app, ApiClient api, SimulatorServer simulator, LocalPostgres server, NpgsqlDataSource database)
    {
        var ids = await IdsAsync(database);
        var jobs = (await CountAsync(database)).Jobs;
        var random = new Random(1);
        var times = new List<double>();
        using var process = Process.GetProcessById(app.ProcessId);
        var (clock, before, ofServer) = (Stopwatch.StartNew(), process.TotalProcessorTime, ProcessorTime.Of(server));
        var requests = await simulator.RequestsAsync("runway");
        while (clock.Elapsed < Watching)
        {
            var asked = Stopwatch.StartNew();
            await api.GetAsync(random.Next(10) == 0 ? "api/v1/videos?limit=20" : $"api/v1/videos/{ids[random.Next(ids.Count)]}");
            times.Add(asked.Elapsed.TotalMilliseconds);
            await Task.Delay(100);
        }

        process.Refresh();
        var (cores, coresOfServer) = ((process.TotalProcessorTime - before) / clock.Elapsed, (ProcessorTime.Of(server) - ofServer) / clock.Elapsed);
        var looks = (await simulator.RequestsAsync("runway") - requests) / clock.Elapsed.TotalMinutes / jobs;
        var megabytes = process.WorkingSet64 / 1e6;
        times.Sort();
        var (median, slow) = (times[times.Count / 2], times[times.Count * 95 / 100]);
        Say($"  {ids.Count} videos, {jobs} jobs: {cores:0.00} processors and {megabytes:0} MB, their PostgreSQL {coresOfServer:0.00} processors");
        Say($"  the API answered in {median:0.0} ms (median), {slow:0.0} ms (95 of 100), {times[^1]:0} ms (slowest of {times.Count}); {looks:0.0} looks a minute and job");
        return new(slow, looks, cores, megabytes);
    }

    static async Task<IReadOnlyList<Guid>> IdsAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<Guid>("select id from videos")).AsList();
    }

    /// <param name="Slow">Milliseconds within which 95 of 100 answers of the API came.</param>
    /// <param name="Looks">A minute and job.</param>
    sealed record Seen(double Slow, double Looks, double Processors, double Megabytes);

    static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
