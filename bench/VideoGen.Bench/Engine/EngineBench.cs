using System.Globalization;
using VideoGen.AppHost;

namespace VideoGen.Bench.Engine;

/// <summary>What the durable engine does in a second, how soon it wakes, and what it costs while it waits.</summary>
internal static class EngineBench
{
    /// <param name="parts">Which of them to run; all when there are none.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> parts)
    {
        await using var postgres = await TemporaryPostgres.StartAsync("bench", CancellationToken.None);
        var good = true;
        foreach (var (name, run) in new (string, Func<LocalPostgres, Task<bool>>)[]
        {
            ("speed", Speed.RunAsync), ("latency", Latency.RunAsync), ("waiting", Waiting.RunAsync), ("claims", Claims.RunAsync),
        })
        {
            good &= (parts.Count > 0 && !parts.Contains(name)) || await run(postgres.Server);
        }

        return good ? 0 : 1;
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
