using System.Globalization;
using VideoGen.AppHost;

namespace VideoGen.Bench.Engine;

/// <summary>What the durable engine does in a second, how soon it wakes, and what it costs while it waits.</summary>
internal static class EngineBench
{
    /// <param name="parts">Which of them to run; all when there are none.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> parts)
    {
        var folder = Directory.CreateTempSubdirectory("videogen-bench-");
        var server = await LocalPostgres.StartAsync(
            Path.Combine(folder.FullName, "postgres"), durable: true, toolsFolder: null, CancellationToken.None);
        try
        {
            var good = true;
            foreach (var (name, run) in new (string, Func<LocalPostgres, Task<bool>>)[]
            {
                ("speed", Speed.RunAsync), ("latency", Latency.RunAsync), ("waiting", Waiting.RunAsync),
            })
            {
                good &= (parts.Count > 0 && !parts.Contains(name)) || await run(server);
            }

            return good ? 0 : 1;
        }
        finally
        {
            await server.StopAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
