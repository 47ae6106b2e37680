namespace VideoGen.Infrastructure.Media;

/// <summary>Where the samples of one axis come from: target sample i is at <c>Origin + i * Step</c>, counted in source samples.</summary>
internal readonly record struct Axis(double Origin, double Step);

/// <summary>Catmull-Rom weights of four neighbours, in units of 1/16384; they add up to 16384 exactly, so flat areas stay flat.</summary>
internal static class Taps
{
    public const int Bits = 14;
    const int One = 1 << Bits;

    /// <param name="t">Distance from the second neighbour, 0 to 1.</param>
    public static (short First, short Second, short Third, short Fourth) At(double t)
    {
        var first = (short)Math.Round(One * 0.5 * t * (t * (2 - t) - 1));
        var third = (short)Math.Round(One * 0.5 * t * (t * (4 - 3 * t) + 1));
        var fourth = (short)Math.Round(One * 0.5 * t * t * (t - 1));
        return (first, (short)(One - first - third - fourth), third, fourth);
    }
}
