using System.Diagnostics;
using Microsoft.DurableTask.Client;
using VideoGen.AppHost;

namespace VideoGen.Bench.Engine;

/// <summary>From raising an event to the orchestrator's next line, while nothing else runs; from this process and from another one.</summary>
internal static class Latency
{
    const int Events = 300;
    static readonly TimeSpan GoalOfHalf = TimeSpan.FromMilliseconds(15);
    static readonly TimeSpan GoalOfMost = TimeSpan.FromMilliseconds(100);

    public static async Task<bool> RunAsync(LocalPostgres server)
    {
        var functions = new BenchFunctions();
        var connectionString = await BenchEngine.CreateDatabaseAsync(server, "latency");
        await using var engine = new BenchEngine(connectionString, functions);
        await engine.StartAsync();
        // Its own signals: like another process, it reaches the engine by the database's notifications only.
        await using var elsewhere = new BenchEngine(connectionString, functions);
        var here = await MeasureAsync("this process", engine, engine.Client, functions);
        var there = await MeasureAsync("another process", engine, elsewhere.Client, functions);
        return here && there;
    }

    static async Task<bool> MeasureAsync(string where, BenchEngine engine, DurableTaskClient client, BenchFunctions functions)
    {
        const int Warm = 20;
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Listen");
        await engine.Client.WaitForInstanceStartAsync(id);
        var times = new List<TimeSpan>();
        for (var number = 0; number < Events + Warm; number++)
        {
            // So long that the engine has gone to rest; odd, so that it meets every phase of the polling.
            await Task.Delay(37 + (number % 7 * 11));
            var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            functions.Woken = _ => woken.TrySetResult();
            var clock = Stopwatch.StartNew();
            await client.RaiseEventAsync(id, "go", number);
            await woken.Task;
            times.Add(clock.Elapsed);
        }

        await client.RaiseEventAsync(id, "go", -1);
        var sorted = times.Skip(Warm).Order().ToList();
        var (half, most) = (sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
        EngineBench.Print(
            $"event from {where}: p50 {half.TotalMilliseconds:0.0} ms (goal {GoalOfHalf.TotalMilliseconds:0}), p99 {most.TotalMilliseconds:0.0} ms (goal {GoalOfMost.TotalMilliseconds:0})");
        return half <= GoalOfHalf && most <= GoalOfMost;
    }
}
