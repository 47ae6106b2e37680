namespace VideoGen.Domain;

/// <summary>Brings the lengths of scenes to an exact sum.</summary>
public static class SceneTiming
{
    /// <summary>Further off than this part of the whole, scaling would make another film of it.</summary>
    const double MostOff = 0.25;

    /// <param name="wanted">Lengths in seconds as somebody proposed them.</param>
    /// <param name="least">What each scene needs at least, such as the time to say its words.</param>
    /// <returns>
    /// Lengths in tenths of a second within <see cref="SceneRules"/> that last <paramref name="totalSeconds"/> together, as near to the
    /// proportions that were wanted as the needs allow; <see langword="null"/> when the sum is too far off, or the needs are too large.
    /// </returns>
    public static IReadOnlyList<double>? Fit(IReadOnlyList<double> wanted, IReadOnlyList<double> least, double totalSeconds)
    {
        var sum = wanted.Sum();
        var total = (int)Math.Round(totalSeconds * 10);
        int[] lowest = [.. least.Select(seconds => (int)Math.Ceiling(Math.Max(SceneRules.ShortestSceneSeconds, seconds) * 10 - 1e-6))];
        const int Highest = (int)(SceneRules.LongestSceneSeconds * 10);
        if (wanted.Any(seconds => !double.IsFinite(seconds) || seconds <= 0) || Math.Abs(sum - totalSeconds) > MostOff * totalSeconds
            || lowest.Any(tenths => tenths > Highest) || lowest.Sum() > total || wanted.Count * Highest < total)
        {
            return null;
        }

        double[] ideal = [.. wanted.Select(seconds => seconds * total / sum)];
        int[] tenths = [.. ideal.Select((length, i) => Math.Clamp((int)Math.Round(length), lowest[i], Highest))];
        for (var missing = total - tenths.Sum(); missing != 0; missing -= Math.Sign(missing))
        {
            var step = Math.Sign(missing);
            var next = Enumerable.Range(0, tenths.Length)
                .Where(i => step > 0 ? tenths[i] < Highest : tenths[i] > lowest[i])
                .MaxBy(i => (ideal[i] - tenths[i]) * step);
            tenths[next] += step;
        }

        return [.. tenths.Select(length => length / 10.0)];
    }
}
