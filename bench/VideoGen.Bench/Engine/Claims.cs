using System.Diagnostics;
using VideoGen.AppHost;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Bench.Engine;

/// <summary>Time of a claim with a million finished instances in the tables, against empty ones; by turns.</summary>
internal static class Claims
{
    const int Finished = 1_000_000;
    const int Samples = 400;
    const double Goal = 1.5;

    public static async Task<bool> RunAsync(LocalPostgres server)
    {
        await using var empty = await PrepareAsync(server, "claims_empty");
        await using var full = await PrepareAsync(server, "claims_full");
        // Two more rows of history than instances, as the shortest orchestration has.
        await full.QueryAsync<long>($"""
            with old as (
              insert into durable.instance (id, name, version, status, completed_at)
              select 'old-' || n, 'Chain', '', 'completed', clock_timestamp() from generate_series(1, {Finished}) n
              returning id, execution
            ), events as (
              insert into durable.history (instance_id, execution, seq, type, at)
              select id, execution, seq, 'turn_started', clock_timestamp() from old, generate_series(1, 2) seq
            )
            select count(*) from old
            """);
        var (ofEmpty, ofFull) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var sample = 0; sample < Samples + 50; sample++)
        {
            ofEmpty.Add(await ClaimAsync(empty));
            ofFull.Add(await ClaimAsync(full));
        }

        var (emptyHalf, fullHalf) = (Median(ofEmpty), Median(ofFull));
        EngineBench.Print(
            $"claim beside {Finished} finished instances: {fullHalf.TotalMilliseconds:0.00} ms, beside none {emptyHalf.TotalMilliseconds:0.00} ms ({fullHalf / emptyHalf:0.00}, goal {Goal})");
        return fullHalf / emptyHalf <= Goal;
    }

    static async Task<BenchEngine> PrepareAsync(LocalPostgres server, string name)
    {
        var engine = new BenchEngine(await BenchEngine.CreateDatabaseAsync(server, name), new BenchFunctions());
        await engine.Get<Migrations>().ApplyAsync(CancellationToken.None);
        return engine;
    }

    /// <summary>Starts an instance, claims it, and throws its mail away.</summary>
    static async Task<TimeSpan> ClaimAsync(BenchEngine engine)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Chain");
        var turns = engine.Get<TurnStore>();
        var clock = Stopwatch.StartNew();
        var turn = (await turns.ClaimAsync(1, CancellationToken.None)).Single();
        var time = clock.Elapsed;
        var mail = await turns.ReadMailAsync(turn, CancellationToken.None);
        await turns.DiscardAsync(turn, mail.Select(message => message.Id), CancellationToken.None);
        return time;
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Skip(50).Order().ElementAt(Samples / 2);
}
