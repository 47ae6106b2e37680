using System.Diagnostics;
using Microsoft.DurableTask.Client;
using VideoGen.AppHost;

namespace VideoGen.Bench.Engine;

/// <summary>What an engine in a fresh process costs while 10,000 instances wait, each for a timer and an event.</summary>
internal static class Waiting
{
    const int Instances = 10_000;
    const double GoalPercent = 1;
    const double GoalMegabytes = 150;
    // The runtime compiles what has run 30 times once more, which takes a minute of polling; that is not the cost of waiting.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);
    static readonly TimeSpan Watching = TimeSpan.FromSeconds(30);

    public static async Task<bool> RunAsync(LocalPostgres server)
    {
        var connectionString = await BenchEngine.CreateDatabaseAsync(server, "waiting");
        await using (var engine = new BenchEngine(connectionString, new BenchFunctions()))
        {
            await engine.StartAsync();
            await Parallel.ForAsync(0, Instances, new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (_, token) => await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", token));
            await engine.UntilAsync($"""
                select (select count(*) from durable.inbox where type = 'timer_fired') = {Instances}
                   and not exists (select from durable.inbox where type = 'started')
                """);
        }

        var (percent, megabytes, ofServer) = await WatchAsync(connectionString, server);
        EngineBench.Print(
            $"{Instances} instances waiting: {percent:0.00} % of a core (goal {GoalPercent}), {megabytes:0} MB (goal {GoalMegabytes}); their PostgreSQL {ofServer:0.00} %");
        return percent <= GoalPercent && megabytes <= GoalMegabytes;
    }

    /// <summary>What the fresh process does: nothing but wait, until its input ends.</summary>
    public static async Task<int> BeAsync(string connectionString)
    {
        await using var engine = new BenchEngine(connectionString, new BenchFunctions());
        await engine.StartAsync();
        await Console.In.ReadToEndAsync();
        return 0;
    }

    static async Task<(double Percent, double Megabytes, double PercentOfServer)> WatchAsync(string connectionString, LocalPostgres server)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoGen.Bench.dll"), "waiting", connectionString])
        {
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        await Task.Delay(Settling);
        var (clock, before, serverBefore) = (Stopwatch.StartNew(), process.TotalProcessorTime, ProcessorTime.Of(server));
        await Task.Delay(Watching);
        process.Refresh();
        var (time, megabytes) = (process.TotalProcessorTime - before, process.WorkingSet64 / 1e6);
        var serverTime = ProcessorTime.Of(server) - serverBefore;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (100 * (time / clock.Elapsed), megabytes, 100 * (serverTime / clock.Elapsed));
    }
}
