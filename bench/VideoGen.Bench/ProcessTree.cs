using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Bench;

/// <summary>How long a program ran, and how much memory it and its children had at the worst moment.</summary>
internal sealed record Run(TimeSpan Wall, long PeakBytes)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program to its end; shared pages count once for each process that has them.</summary>
    public static async Task<Run> OfAsync(string program, IEnumerable<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        var ended = process.WaitForExitAsync();
        long peak = 0;
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, ResidentBytes(process.Id));
            await Task.WhenAny(ended, Task.Delay(Interval));
        }

        var wall = clock.Elapsed;
        return process.ExitCode == 0 ? new(wall, peak) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
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
            // After the name in brackets: state, parent, ..., and the resident pages as the 22nd.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
