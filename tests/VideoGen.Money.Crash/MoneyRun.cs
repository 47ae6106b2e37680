using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.AppHost.Simulation;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <param name="Kills">Of each video's app.</param>
/// <param name="EveryFault">Faults by turns, and each boundary with each of them.</param>
public sealed record MoneyPlan(int Seed, int Rounds, int Kills, IReadOnlyList<string> Providers, bool EveryFault);

/// <summary>Makes videos one after the other; kills the app at the boundaries whose turn it is; then the audit.</summary>
public sealed class MoneyRun : IAsyncDisposable
{
    static readonly TimeSpan GoalToGoOn = TimeSpan.FromSeconds(60), Patience = TimeSpan.FromMinutes(4);

    readonly MoneyPlan _plan;
    readonly Action<string> _say;
    readonly Crossings _crossings;
    readonly NpgsqlDataSource _database;
    readonly SimulatorServer _simulator;
    readonly Dictionary<string, string> _settings;
    readonly int _port;
    readonly Breakpoint _breakpoint;
    readonly Person _person;
    readonly MoneyAudit _audit;
    readonly List<TimeSpan> _wentOnAfter = [];
    RunningApp _app;

    MoneyRun(MoneyPlan plan, Action<string> say, NpgsqlDataSource database, SimulatorServer simulator, RunningApp app, Dictionary<string, string> settings, int port)
    {
        (_plan, _say, _crossings, _database, _simulator, _app, _settings, _port) = (plan, say, new(plan), database, simulator, app, settings, port);
        (_breakpoint, _person, _audit) = (new(database), new(database, simulator), new(database, simulator));
    }

    /// <returns>Whether all is as it should be.</returns>
    public static async Task<bool> RunAsync(MoneyPlan plan, Action<string> say, CancellationToken cancellationToken)
    {
        say(string.Create(CultureInfo.InvariantCulture,
            $"seed {plan.Seed}: {plan.Rounds} videos at {string.Join(", ", plan.Providers)}, {plan.Kills} kills each"));
        await using var postgres = await TemporaryPostgres.StartAsync("money", cancellationToken);
        await postgres.Server.EnsureDatabaseAsync("money", cancellationToken);
        await using var database = NpgsqlDataSource.Create(postgres.Server.ConnectionString("money"));
        await using var simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with
        {
            Key = SimulatedProviders.Key,
            Balance = 1_000_000,
            RunTime = TimeSpan.FromSeconds(1),
        });
        var port = RunningApp.FreePort();
        var settings = await SettingsAsync(postgres, simulator, port);
        await using var run = new MoneyRun(plan, say, database, simulator, await RunningApp.StartAsync(settings, port), settings, port);
        await run._breakpoint.InstallAsync();
        foreach (var (round, course) in run._crossings.Courses().Index())
        {
            await run.MakeAsync(round + 1, course);
        }

        return await run.ReportAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    static async Task<Dictionary<string, string>> SettingsAsync(TemporaryPostgres postgres, SimulatorServer simulator, int port)
    {
        var settings = new Dictionary<string, string>(await simulator.AppSettingsAsync(port, pollSeconds: 0.5))
        {
            ["Database__ConnectionString"] = postgres.Server.ConnectionString("money"),
            ["Assets__Store"] = "files",
            ["Assets__Folder"] = Path.Combine(postgres.Folder, "assets"),
            ["Media__WorkFolder"] = Path.Combine(postgres.Folder, "work"),
            ["Media__Preset"] = "ultrafast",
            ["Media__FrameRate"] = "10",
            // How long each restart waits for the process that was killed.
            ["LocalRuntime__LeaseTime"] = "00:00:05",
        };
        foreach (var section in new[] { "Luma", "LumaDreamMachine", "Runway", "HeyGen" })
        {
            settings[$"Providers__{section}__MaxPerMinute"] = "1000";
        }

        return settings;
    }

    async Task MakeAsync(int round, Course course)
    {
        var clock = Stopwatch.StartNew();
        var (provider, fault) = course;
        await _simulator.FaultAsync(fault.Name, provider, seconds: 1);
        var api = new ApiClient(_app.Http);
        var input = await api.VideoInputAsync(_crossings.Language());
        (input["options"]!["providers"], input["max_cost_usd"]) = (new JsonArray(provider), "500.00");
        var boundaries = _crossings.Choose(course);
        await SetAsync(boundaries[0], provider);
        var id = await api.StartVideoAsync(input);
        var killed = new List<string>();
        for (var i = 0; i < boundaries.Count && await ReachAsync(boundaries[i], id, provider); i++)
        {
            await KillAsync(boundaries[i], boundaries.ElementAtOrDefault(i + 1), id, provider);
            _crossings.Crossed(course, boundaries[i]);
            killed.Add($"{boundaries[i]}");
        }

        await FinishAsync(id, provider);
        await _simulator.ClearFaultsAsync();
        var wrongs = await _audit.FindWrongsAsync(_plan.Providers);
        _say(string.Create(CultureInfo.InvariantCulture,
            $"{round,3} {provider} with {fault.Name}, killed at {string.Join(", ", killed)}: {clock.Elapsed.TotalSeconds:0} s, {(wrongs.Count == 0 ? "all as it should be" : string.Join("; ", wrongs))}"));
    }

    Task SetAsync(Boundary boundary, string provider)
        => boundary.Moment == Moment.Calling ? _simulator.FaultAsync("create_slow", provider, seconds: 600) : _breakpoint.SetAsync(boundary);

    /// <returns><see langword="false"/> when the video does not come there any more.</returns>
    async Task<bool> ReachAsync(Boundary boundary, string id, string provider)
    {
        var clock = Stopwatch.StartNew();
        var api = new ApiClient(_app.Http);
        while (clock.Elapsed < Patience)
        {
            if (boundary.Moment == Moment.Calling ? await IsCallingAsync(provider) : await _breakpoint.IsReachedAsync())
            {
                return true;
            }

            if ((await _person.LookAsync(api, id, provider)).Status() == "completed")
            {
                await _breakpoint.ClearAsync();
                return false;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{boundary} was not reached: {await api.VideoAsync(id)}");
    }

    async Task<bool> IsCallingAsync(string provider)
    {
        await using var connection = await _database.OpenConnectionAsync();
        var calling = await connection.ExecuteScalarAsync<long>(
            "select count(*) from render_jobs where provider = @provider and state = 'submitting' and called_at is not null", new { provider });
        return calling > 0 && (await _simulator.JobsAsync(provider)).Count > await connection.ExecuteScalarAsync<long>(
            "select count(*) from render_jobs where provider = @provider and provider_job_id is not null", new { provider });
    }

    /// <param name="next">Set before the app runs again, which may come there at once.</param>
    async Task KillAsync(Boundary boundary, Boundary? next, string id, string provider)
    {
        await _app.KillAsync();
        await _app.DisposeAsync();
        await _breakpoint.ClearAsync();
        if (boundary.Moment == Moment.Calling)
        {
            await _simulator.ClearFaultsAsync();
        }

        if (next is not null)
        {
            await SetAsync(next, provider);
        }

        await _audit.RememberAsync();
        var before = await StepsAsync();
        var clock = Stopwatch.StartNew();
        _app = await RunningApp.StartAsync(_settings, _port);
        var api = new ApiClient(_app.Http);
        while (await StepsAsync() == before && !await _breakpoint.IsReachedAsync() && !await AsksAsync(api, id))
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"Nothing went on: {await api.VideoAsync(id)}");
            }

            await Task.Delay(20);
        }

        _wentOnAfter.Add(clock.Elapsed);
    }

    static async Task<bool> AsksAsync(ApiClient api, string id)
        => await api.VideoAsync(id) is var video && (video.Status() == "completed" || video.WaitingFor() == "scene_resolution");

    async Task<long> StepsAsync()
    {
        await using var connection = await _database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from durable.history");
    }

    async Task FinishAsync(string id, string provider)
    {
        var clock = Stopwatch.StartNew();
        var api = new ApiClient(_app.Http);
        while ((await _person.LookAsync(api, id, provider)).Status() != "completed")
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"The video was not completed: {await api.VideoAsync(id)}");
            }

            await Task.Delay(100);
        }
    }

    async Task<bool> ReportAsync()
    {
        var wrongs = (await _audit.FindWrongsAsync(_plan.Providers)).ToList();
        foreach (var provider in _plan.Providers)
        {
            var jobs = (await _simulator.JobsAsync(provider)).Count;
            var (requests, billed) = (await _simulator.RequestsAsync(provider), await _simulator.NetUsdAsync(provider));
            _say(string.Create(CultureInfo.InvariantCulture,
                $"{provider}: {jobs} jobs, {billed:0.00} USD, {requests} requests ({(double)requests / Math.Max(1, jobs):0.0} a job); {_crossings.Tell(provider)}"));
        }

        _wentOnAfter.Sort();
        if (_wentOnAfter.Count > 0)
        {
            _say(string.Create(CultureInfo.InvariantCulture,
                $"{_wentOnAfter.Count} kills; went on {_wentOnAfter[_wentOnAfter.Count / 2].TotalSeconds:0.0} s after the restart (median), {_wentOnAfter[^1].TotalSeconds:0.0} s at most (goal {GoalToGoOn.TotalSeconds:0})"));
            if (_wentOnAfter[^1] > GoalToGoOn)
            {
                wrongs.Add("it took too long to go on");
            }
        }

        _say($"a person answered for {_person.Resolved} scenes and retried {_person.Retried} videos");
        _say(wrongs.Count == 0 ? $"seed {_plan.Seed}: nothing paid twice, nothing lost, bill and ledger agree" : $"seed {_plan.Seed}: {string.Join("; ", wrongs)}");
        return wrongs.Count == 0;
    }
}
