using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Bench;

/// <summary>What a program and its children took.</summary>
/// <param name="Cpu">Of all processors together; unlike <paramref name="Wall"/> it hardly depends on what else the machine does.</param>
/// <param name="PeakBytes">At the worst moment.</param>
internal sealed record Run(TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program to its end; shared pages count once for each process that has them.</summary>
    public static async Task<Run> OfAsync(string program, IEnumerable<string> arguments)
    {
        var (clock, cpuBefore) = (Stopwatch.StartNew(), CpuOfEndedChildren());
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        var ended = process.WaitForExitAsync();
        long peak = 0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, ResidentBytes(process.Id));
            await Task.WhenAny(ended, Task.Delay(Interval));
        }

        var wall = clock.Elapsed;
        return process.ExitCode == 0
            ? new(wall, CpuOfEndedChildren() - cpuBefore, peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Linux adds a process to its parent's count when it is waited for, with all its own ended children.</summary>
    static TimeSpan CpuOfEndedChildren()
    {
        const double TicksPerSecond = 100;
        var fields = Fields("/proc/self");
        return TimeSpan.FromSeconds((Number(fields[13]) + Number(fields[14])) / TicksPerSecond);
    }

    static long ResidentBytes(int root)
    {
        var parents = new Dictionary<int, int>();
        var resident = new Dictionary<int, long>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ReadStat(folder) is { } stat)
            {
                (parents[id], resident[id]) = stat;
            }
        }

        return resident.Where(process => IsUnder(process.Key, root, parents)).Sum(process => process.Value);
    }

    static bool IsUnder(int id, int root, Dictionary<int, int> parents)
    {
        while (id != root && parents.TryGetValue(id, out var parent))
        {
            id = parent;
        }

        return id == root;
    }

    static (int Parent, long Resident)? ReadStat(string folder)
    {
        try
        {
            var fields = Fields(folder);
            return ((int)Number(fields[1]), Number(fields[21]) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What follows the name in brackets: state, parent, ..., ended children's ticks (13, 14), ..., resident pages (21).</summary>
    static string[] Fields(string folder)
    {
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
