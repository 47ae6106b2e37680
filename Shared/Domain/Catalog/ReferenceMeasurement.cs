namespace VideoGen.Domain;

/// <summary>What was measured of a reference video, without anybody looking at it.</summary>
/// <param name="Width">Pixels, as they are stored; a phone held upright may have noted a turn beside them.</param>
/// <param name="FrameRate">Mean frames per second.</param>
/// <param name="Brightness">Mean lightness of its pictures, 0 black to 1 white.</param>
/// <param name="Contrast">How far lightness spreads within its pictures: the standard deviation, 0 to 0.5.</param>
/// <param name="Saturation">How colourful its pictures are, 0 grey to 1.</param>
/// <param name="Palette">Its main colours as <c>#rrggbb</c>, the largest area first.</param>
/// <param name="Sound"><see langword="null"/> without a sound track.</param>
/// <param name="Shots">In order of time, without gaps.</param>
public sealed record ReferenceMeasurement(
    double DurationSeconds,
    int Width,
    int Height,
    double FrameRate,
    double CutsPerMinute,
    double AverageShotSeconds,
    double MedianShotSeconds,
    double Brightness,
    double Contrast,
    double Saturation,
    IReadOnlyList<string> Palette,
    SoundMeasurement? Sound,
    IReadOnlyList<MeasuredShot> Shots);

/// <param name="LevelDb">Root mean square of what is not silence, in decibels below full scale; 0 is the loudest.</param>
/// <param name="SilentShare">Of the time, 0 to 1: what is below -50 dB.</param>
public sealed record SoundMeasurement(double LevelDb, double SilentShare);

/// <param name="Transition">How it gives way to the next shot; a cut for the last.</param>
/// <param name="Movement">Of the camera, as far as the whole picture moves together.</param>
/// <param name="KeyFrame">Asset key of the picture in its middle; <see langword="null"/> where there are too many shots for one each.</param>
public sealed record MeasuredShot(
    double StartSeconds, double EndSeconds, Transition Transition, CameraMovement Movement, double Brightness, string? KeyFrame)
{
    public double Seconds() => EndSeconds - StartSeconds;
}

/// <summary>What a model that has seen the key frames says in words.</summary>
/// <param name="Beats">One for each segment of the analysis, in its order.</param>
public sealed record ReferenceDescription(HookStyle HookStyle, VisualStyle VisualStyle, IReadOnlyList<ReferenceBeat> Beats);

/// <summary>What a segment is for, how near its pictures are, and what happens in it.</summary>
public sealed record ReferenceBeat(SegmentRole Role, ShotSize ShotSize, string Summary);
