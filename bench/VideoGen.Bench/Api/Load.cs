using System.Diagnostics;

namespace VideoGen.Bench.Api;

/// <summary>Asks as fast as answers come, from several callers at once.</summary>
internal static class Load
{
    const int Callers = 16;

    /// <returns>Answers in a second.</returns>
    public static async Task<double> RateAsync(HttpClient http, Func<int, string> path, TimeSpan lasting)
    {
        var (clock, answers) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (clock.Elapsed < lasting)
            {
                await http.GetByteArrayAsync(path(Interlocked.Increment(ref answers)));
            }
        }));
        return answers / clock.Elapsed.TotalSeconds;
    }

    /// <returns>Milliseconds in which 99 of 100 answers came, asked one after the other.</returns>
    public static async Task<double> SlowestOf100Async(HttpClient http, Func<int, string> path, int requests)
    {
        var times = new List<double>();
        for (var i = 0; i < requests; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync(path(i));
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        times.Sort();
        return times[(int)(times.Count * 0.99)];
    }
}
