using System.Globalization;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.AppHost.Simulation;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <param name="Rounds">Of one video at each provider.</param>
/// <param name="Kills">Boundaries of each video at which the app is killed, at most.</param>
/// <param name="EveryFault">Faults by turns, beginning with one that the seed chooses, and each boundary with each of them.</param>
public sealed record MoneyPlan(int Seed, int Rounds, int Kills, IReadOnlyList<string> Providers, bool EveryFault);

/// <summary>Makes videos while the app is killed at the boundaries whose turn it is; after each round the audit.</summary>
sealed class MoneyRun(MoneyPlan plan, Action<string> say, Stage stage)
{
    static readonly TimeSpan GoalToGoOn = TimeSpan.FromSeconds(60);

    readonly Crossings _crossings = new(plan);
    readonly List<TimeSpan> _wentOnAfter = [];
    int _kills;

    /// <returns>Whether all is as it should be.</returns>
    public static async Task<bool> RunAsync(MoneyPlan plan, Action<string> say, CancellationToken cancellationToken)
    {
        say(string.Create(CultureInfo.InvariantCulture,
            $"seed {plan.Seed}: {plan.Rounds} times a video at each of {string.Join(", ", plan.Providers)}"));
        await using var postgres = await TemporaryPostgres.StartAsync("money", cancellationToken);
        await postgres.Server.EnsureDatabaseAsync("money", cancellationToken);
        await using var database = NpgsqlDataSource.Create($"{postgres.Server.ConnectionString("money")};Application Name={Breakpoint.Onlooker}");
        await using var simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with
        {
            Key = SimulatedProviders.Key,
            Balance = 1_000_000,
            RunTime = TimeSpan.FromSeconds(1),
        });
        var port = RunningApp.FreePort();
        await using var app = await MortalApp.StartAsync(await SettingsAsync(postgres, simulator, port), port);
        return await new MoneyRun(plan, say, new(app, database, simulator)).RunAsync();
    }

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
            ["LocalRuntime__LeaseTime"] = "00:00:02",
        };
        foreach (var section in new[] { "Luma", "LumaDreamMachine", "Runway", "HeyGen" })
        {
            settings[$"Providers__{section}__MaxPerMinute"] = "1000";
        }

        return settings;
    }

    async Task<bool> RunAsync()
    {
        await stage.Breakpoint.InstallAsync();
        foreach (var (number, courses) in _crossings.Courses().Index())
        {
            var round = new Round([.. courses.Select(course => new MortalVideo(course, _crossings.Choose(course), stage))], stage);
            await round.MakeAsync(_crossings.Language);
            _kills += round.Kills;
            var wrongs = await stage.Audit.FindWrongsAsync(plan.Providers);
            say(string.Create(CultureInfo.InvariantCulture,
                $"{number + 1,3} {round.Kills} kills, {round.Took.TotalSeconds:0} s: {Say(wrongs, "all as it should be")}"));
            foreach (var video in round.Videos)
            {
                _crossings.Crossed(video.Course, video.Crossed);
                _wentOnAfter.AddRange(video.WentOnAfter);
                var struck = await video.IsStruckAsync() ? "" : ", which did not strike";
                say($"    {video.Course.Provider} with {video.Course.Fault.Name}{struck}: killed at {Where(video.Crossed)}");
            }
        }

        return await ReportAsync();
    }

    async Task<bool> ReportAsync()
    {
        var wrongs = (await stage.Audit.FindWrongsAsync(plan.Providers)).ToList();
        foreach (var provider in plan.Providers)
        {
            var jobs = (await stage.Simulator.JobsAsync(provider)).Count;
            var (requests, billed) = (await stage.Simulator.RequestsAsync(provider), await stage.Simulator.NetUsdAsync(provider));
            say(string.Create(CultureInfo.InvariantCulture,
                $"{provider}: {jobs} jobs, {billed:0.00} USD, {requests} requests ({(double)requests / Math.Max(1, jobs):0.0} a job); {_crossings.Tell(provider)}"));
        }

        _wentOnAfter.Sort();
        if (_wentOnAfter.Count > 0)
        {
            say(string.Create(CultureInfo.InvariantCulture,
                $"{_kills} kills; a video went on {_wentOnAfter[_wentOnAfter.Count / 2].TotalSeconds:0.0} s after one (median), {_wentOnAfter[^1].TotalSeconds:0.0} s at most (goal {GoalToGoOn.TotalSeconds:0})"));
            if (_wentOnAfter[^1] > GoalToGoOn)
            {
                wrongs.Add("it took too long to go on");
            }
        }

        say($"a person answered for {stage.Person.Resolved} scenes and retried {stage.Person.Retried} videos");
        say($"seed {plan.Seed}: {Say(wrongs, "nothing paid twice, nothing lost, bill and ledger agree")}");
        return wrongs.Count == 0;
    }

    static string Where(IReadOnlyList<Boundary> crossed)
        => crossed.Count == Boundary.All.Count ? "every boundary" : $"{crossed.Count} of {Boundary.All.Count} boundaries, not at {string.Join(", ", Boundary.All.Except(crossed))}";

    static string Say(IReadOnlyList<string> wrongs, string otherwise) => wrongs.Count == 0 ? otherwise : string.Join("; ", wrongs);
}
