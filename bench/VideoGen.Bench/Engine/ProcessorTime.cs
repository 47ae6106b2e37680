using System.Globalization;
using VideoGen.AppHost;

namespace VideoGen.Bench.Engine;

/// <summary>What processors have worked, of all together; unlike time by the clock it hardly depends on what else the machine does.</summary>
internal static class ProcessorTime
{
    /// <summary>Of this process and the server.</summary>
    public static TimeSpan OfBoth(LocalPostgres server) => Environment.CpuUsage.TotalTime + Of(server);

    /// <summary>Of the server's processes together, ended ones included.</summary>
    public static TimeSpan Of(LocalPostgres server)
    {
        var postmaster = File.ReadLines(Path.Combine(Path.GetDirectoryName(server.LogFile)!, "postmaster.pid")).First();
        var sum = TimeSpan.Zero;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            // After the name in brackets: state, parent, ..., own ticks (11, 12), ticks of ended children (13, 14).
            if (File.Exists(Path.Combine(folder, "stat")) && Fields(folder) is { } fields)
            {
                var isPostmaster = Path.GetFileName(folder) == postmaster;
                sum += isPostmaster || fields[1] == postmaster ? Ticks(fields, 11) + Ticks(fields, 12) : TimeSpan.Zero;
                sum += isPostmaster ? Ticks(fields, 13) + Ticks(fields, 14) : TimeSpan.Zero;
            }
        }

        return sum;
    }

    static TimeSpan Ticks(string[] fields, int index)
        => TimeSpan.FromSeconds(long.Parse(fields[index], CultureInfo.InvariantCulture) / 100d);

    static string[]? Fields(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
