using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <param name="Tenths">Length in tenths of a second.</param>
internal sealed record PlannedScene(SegmentRole Role, int Tenths)
{
    public double Seconds => Tenths / 10.0;
}

/// <summary>Turns the build of a reference into scenes of a video of another length: same roles, same proportions, same pace.</summary>
internal static class ScenePlan
{
    const int ShortestTenths = 20;
    const int LongestTenths = 120;
    const int ComfortableTenths = 80;
    const double FastestPace = 2.5;
    const double SlowestPace = 8;
    const double DefaultPace = 4;

    sealed record Beat(SegmentRole Role, double Weight);

    static readonly Beat[] DefaultBeats =
    [
        new(SegmentRole.Hook, 3), new(SegmentRole.Problem, 4), new(SegmentRole.Solution, 5),
        new(SegmentRole.Benefit, 9), new(SegmentRole.Proof, 5), new(SegmentRole.CallToAction, 4),
    ];

    /// <param name="closingSeconds">Time that the call to action needs to be said; the last scene gets it where it can.</param>
    /// <returns>Scenes that last exactly <paramref name="durationSeconds"/> together; the last is the call to action.</returns>
    public static IReadOnlyList<PlannedScene> For(ReferenceAnalysis? reference, int durationSeconds, double closingSeconds)
    {
        var most = Math.Min(SceneRules.MostScenes, (int)(durationSeconds / FastestPace));
        var beats = Shorten(BeatsOf(reference), most);
        var pace = reference?.AverageShotSeconds is > 0 and var seconds ? Math.Clamp(seconds, FastestPace, SlowestPace) : DefaultPace;
        var wanted = Math.Clamp((int)Math.Round(durationSeconds / pace), beats.Count, most);
        var tenths = durationSeconds * 10;
        var perWeight = tenths / beats.Sum(beat => beat.Weight);

        var counts = Enumerable.Repeat(1, beats.Count).ToArray();
        double LengthIn(int beat) => beats[beat].Weight * perWeight / counts[beat];
        for (var scenes = beats.Count; scenes < most; scenes++)
        {
            var longest = Enumerable.Range(0, beats.Count).MaxBy(LengthIn);
            if (scenes >= wanted && LengthIn(longest) <= ComfortableTenths)
            {
                break;
            }

            counts[longest]++;
        }

        var roles = beats.SelectMany((beat, i) => Enumerable.Repeat(beat.Role, counts[i])).ToArray();
        var ideal = beats.SelectMany((_, i) => Enumerable.Repeat(LengthIn(i), counts[i])).ToArray();
        var lengths = Round(ideal, tenths, ClosingTenths(closingSeconds, tenths, roles.Length));
        return [.. roles.Zip(lengths, (role, length) => new PlannedScene(role, length))];
    }

    static List<Beat> BeatsOf(ReferenceAnalysis? reference)
    {
        var beats = (reference?.Segments ?? [])
            .OrderBy(segment => segment.StartSeconds)
            .Select(segment => new Beat(segment.Role, segment.EndSeconds - segment.StartSeconds))
            .Where(beat => beat.Weight is > 0 and < double.PositiveInfinity)
            .ToList();
        if (beats.Count == 0)
        {
            return [.. DefaultBeats];
        }

        if (beats[^1].Role != SegmentRole.CallToAction)
        {
            beats.Add(new(SegmentRole.CallToAction, beats.Sum(beat => beat.Weight) / 8));
        }

        return beats;
    }

    /// <summary>Leaves out what is repeated, then what is short; the first and the last beat stay.</summary>
    static List<Beat> Shorten(List<Beat> beats, int most)
    {
        while (beats.Count > most)
        {
            var least = Enumerable.Range(1, beats.Count - 2)
                .OrderBy(i => beats.Count(beat => beat.Role == beats[i].Role) > 1 ? 0 : 1)
                .ThenBy(i => beats[i].Weight)
                .First();
            beats.RemoveAt(least);
        }

        return beats;
    }

    static int ClosingTenths(double closingSeconds, int tenths, int scenes)
        => Math.Min(Math.Clamp((int)Math.Ceiling(closingSeconds * 10), 30, 60), tenths - ShortestTenths * (scenes - 1));

    /// <summary>Whole tenths within the bounds, as near to the ideal as their exact sum allows.</summary>
    static int[] Round(double[] ideal, int sum, int closingTenths)
    {
        var lengths = ideal.Select((length, i) => Math.Clamp((int)Math.Round(length), Shortest(i), LongestTenths)).ToArray();
        for (var missing = sum - lengths.Sum(); missing != 0; missing -= Math.Sign(missing))
        {
            var step = Math.Sign(missing);
            var next = Enumerable.Range(0, lengths.Length)
                .Where(i => step > 0 ? lengths[i] < LongestTenths : lengths[i] > Shortest(i))
                .MaxBy(i => (ideal[i] - lengths[i]) * step);
            lengths[next] += step;
        }

        return lengths;

        int Shortest(int scene) => scene == ideal.Length - 1 ? closingTenths : ShortestTenths;
    }
}
