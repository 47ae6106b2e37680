namespace VideoGen.ProviderSimulator.Clips;

/// <summary>What a clip looks like.</summary>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="FirstFrame">A picture that it begins with; <see langword="null"/> for a test pattern.</param>
/// <param name="HasSound">Whether there is an audio track.</param>
public sealed record ClipSpec(int Width, int Height, double Seconds, byte[]? FirstFrame, bool HasSound)
{
    public const int FramesPerSecond = 24;

    /// <param name="shortSide">The resolution class, for example 1080.</param>
    /// <param name="ratio">For example <c>16:9</c>.</param>
    /// <param name="seconds">Its length.</param>
    public static ClipSpec Of(int shortSide, string ratio, double seconds, byte[]? firstFrame = null, bool hasSound = false)
    {
        var (width, height) = ratio.Split(':') is [var w, var h]
            ? (double.Parse(w, System.Globalization.CultureInfo.InvariantCulture),
            double.Parse(h, System.Globalization.CultureInfo.InvariantCulture))
            : throw new ArgumentException($"'{ratio}' is no ratio.", nameof(ratio));
        var scale = shortSide / Math.Min(width, height);
        return new ClipSpec(Even(width * scale), Even(height * scale), seconds, firstFrame, hasSound);
    }

    static int Even(double pixels) => (int)Math.Round(pixels / 2) * 2;
}
