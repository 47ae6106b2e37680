using System.Diagnostics;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Bench.Engine;

/// <summary>
/// Orchestrations in a second, against one commit by Npgsql alone for each start, turn and result, on the same server with as many
/// connections, and against the real durable extension. Both by turns; what is said of them is the median of the rounds.
/// </summary>
internal static class Speed
{
    const int Rounds = 7;
    const int WarmUp = 4;
    const int Concurrency = 16;

    /// <summary>For turns, for activities, and of the floor's connections: two fan-outs at a time find room.</summary>
    const int Places = 40;
    const double GoalOfFloor = 3;
    const double GoalOfReal = 40;

    public static async Task<bool> RunAsync(LocalPostgres server)
    {
        // Measured with the real extension on Azurite: orchestrations in a second.
        var chain = await MeasureAsync(server, "Chain", instances: 400, activities: 5, real: 5.6);
        var fanOut = await MeasureAsync(server, "FanOut", instances: 200, activities: 20, real: 1.6);
        return chain && fanOut;
    }

    static async Task<bool> MeasureAsync(LocalPostgres server, string name, int instances, int activities, double real)
    {
        await using var engine = new BenchEngine(
            await BenchEngine.CreateDatabaseAsync(server, $"speed_{name.ToLowerInvariant()}"), new BenchFunctions(), Places);
        await engine.StartAsync();
        // As a process that has been up for a while: until then much of its time goes into compiling.
        await RunAsync(engine, name, WarmUp * instances);
        await FloorAsync(engine, 500);

        var rounds = new List<Round>();
        for (var round = 1; round <= Rounds; round++)
        {
            var (begun, serverBegun) = (ProcessorTime.OfBoth(server), ProcessorTime.Of(server));
            var turnsBefore = await TurnsAsync(engine);
            var (time, commits) = await RunAsync(engine, name, instances);
            var used = (ProcessorTime.OfBoth(server) - begun) / instances;
            var usedByServer = (ProcessorTime.Of(server) - serverBegun) / instances;
            var turns = (double)(await TurnsAsync(engine) - turnsBefore) / instances;
            begun = ProcessorTime.OfBoth(server);
            var floor = await FloorAsync(engine, (long)(instances * (1 + turns + activities)));
            var usedByFloor = (ProcessorTime.OfBoth(server) - begun) / instances;
            EngineBench.Print(
                $"  round {round}: {instances / time.TotalSeconds:0}/s, floor {instances / floor.TotalSeconds:0}/s ({time / floor:0.00}); processor {used.TotalMilliseconds:0.0} (PostgreSQL {usedByServer.TotalMilliseconds:0.0}) and {usedByFloor.TotalMilliseconds:0.0} ms each ({used / usedByFloor:0.00})");
            rounds.Add(new(instances / time.TotalSeconds, time / floor, (double)commits / instances, turns, used.TotalMilliseconds));
        }

        double Median(Func<Round, double> of) => rounds.Select(of).Order().ElementAt(Rounds / 2);
        var (perSecond, ofFloor, commitsEach, turnsEach) = (Median(r => r.PerSecond), Median(r => r.OfFloor), Median(r => r.Commits), Median(r => r.Turns));
        var designed = 1 + (2 * turnsEach) + (2 * activities);
        EngineBench.Print(
            $"{name} of {activities}: {perSecond:0}/s; {ofFloor:0.00} of the floor's time (goal {GoalOfFloor}); {perSecond / real:0} times the real one's {real}/s (goal {GoalOfReal})");
        EngineBench.Print(
            $"  commits that write: {commitsEach:0.0} for a start, {turnsEach:0.0} turns and {activities} results (design: at most {designed:0.0}); {Median(r => r.Processor):0.0} ms of processor time with PostgreSQL's");
        return ofFloor <= GoalOfFloor && perSecond >= GoalOfReal * real && commitsEach <= designed;
    }

    static async Task<(TimeSpan Time, long Commits)> RunAsync(BenchEngine engine, string name, int instances)
    {
        var functions = (BenchFunctions)engine.Get<IDurableFunctions>();
        var ended = functions.Ended + instances;
        var before = await TransactionsAsync(engine);
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, instances, new ParallelOptions { MaxDegreeOfParallelism = Concurrency },
            async (_, token) => await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, token));
        // Asking the database all the time would be a part of what is measured.
        while (functions.Ended < ended)
        {
            await Task.Delay(5);
        }

        await engine.UntilAsync("select not exists (select from durable.instance where completed_at is null)");
        return (clock.Elapsed, await TransactionsAsync(engine) - before - 1);
    }

    /// <summary>Each commit is one row, inserted by a prepared statement.</summary>
    static async Task<TimeSpan> FloorAsync(BenchEngine engine, long commits)
    {
        await engine.QueryAsync<bool>("create table if not exists public.floor (id bigint generated always as identity primary key, payload text); select true");
        var left = commits;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Places).Select(_ => Task.Run(async () =>
        {
            await using var connection = await engine.Database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand("insert into public.floor (payload) values ($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "about as long as the result of an activity" });
            await command.PrepareAsync();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await command.ExecuteNonQueryAsync();
            }
        })));
        return clock.Elapsed;
    }

    static Task<long> TurnsAsync(BenchEngine engine)
        => engine.QueryAsync<long>("select count(*) from durable.history where type = 'turn_started'");

    /// <summary>Transactions that wrote something have numbers; this one gets one too.</summary>
    static Task<long> TransactionsAsync(BenchEngine engine) => engine.QueryAsync<long>("select pg_current_xact_id()::text::bigint");

    /// <param name="PerSecond">Orchestrations.</param>
    /// <param name="OfFloor">Its time, with the floor's as 1.</param>
    /// <param name="Commits">Of one orchestration, as are its turns.</param>
    /// <param name="Processor">Milliseconds for one orchestration.</param>
    sealed record Round(double PerSecond, double OfFloor, double Commits, double Turns, double Processor);
}
