using VideoGen.Domain;

namespace VideoGen.Infrastructure.References;

/// <summary>A key frame that is shown to a model.</summary>
/// <param name="Segment">Of the analysis, from 0.</param>
internal sealed record SeenFrame(int Segment, MeasuredShot Shot)
{
    /// <summary>Of a segment; with more, they are taken evenly.</summary>
    const int MostOfSegment = 4;

    /// <summary>Those that stand for the whole, in order of time.</summary>
    public static IReadOnlyList<SeenFrame> Choose(ReferenceAnalysis analysis, ReferenceMeasurement measured)
        => [.. analysis.Segments.SelectMany((segment, i) => Evenly(
            [.. measured.Shots.Where(shot => shot.KeyFrame is not null && shot.StartSeconds >= segment.StartSeconds && shot.StartSeconds < segment.EndSeconds)])
            .Select(shot => new SeenFrame(i, shot)))];

    static IEnumerable<MeasuredShot> Evenly(List<MeasuredShot> shots)
        => Enumerable.Range(0, Math.Min(MostOfSegment, shots.Count)).Select(i => shots[i * shots.Count / Math.Min(MostOfSegment, shots.Count)]);
}
