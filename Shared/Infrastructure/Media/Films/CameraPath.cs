using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>What the camera sees of a still, in fractions of the still's width and height; the width stands for both.</summary>
public readonly record struct CameraView(double Left, double Top, double Width);

/// <summary>
/// Where the camera is during a scene. Stills are painted a little larger than the frame, so that it can move within
/// them.
/// </summary>
public static class CameraPath
{
    const double Margin = 0.1;
    const double Nearest = 0.88;
    const double Still = 0.94;

    /// <summary>How much larger than the frame a still should be: as sharp far off as near by.</summary>
    const double Overscan = 1.1;

    /// <summary>Size in which a still is painted and kept for a film of this size.</summary>
    public static FrameSize StillSize(FrameSize frame) => new(Even(frame.Width * Overscan), Even(frame.Height * Overscan));

    /// <param name="progress">0 at the first frame, 1 at the last.</param>
    public static CameraView At(CameraMovement movement, double progress)
    {
        var way = Ease(progress);
        return movement switch
        {
            CameraMovement.PushIn => Centred(1 + (Nearest - 1) * way),
            CameraMovement.PullOut => Centred(Nearest + (1 - Nearest) * way),
            CameraMovement.PanRight => new(Margin * way, Margin / 2, 1 - Margin),
            CameraMovement.PanLeft => new(Margin * (1 - way), Margin / 2, 1 - Margin),
            CameraMovement.TiltUp => new(Margin / 2, Margin * (1 - way), 1 - Margin),
            CameraMovement.TiltDown => new(Margin / 2, Margin * way, 1 - Margin),
            _ => Centred(Still),
        };
    }

    /// <summary>The part of a still that no movement ever leaves: left and top inset and the lowest line above the captions.</summary>
    /// <param name="captionShare">Part of the frame's height, from below, that belongs to captions.</param>
    public static (double Left, double Top, double Right, double Bottom) AlwaysSeen(double captionShare)
    {
        var views = Enum.GetValues<CameraMovement>().SelectMany(movement => new[] { At(movement, 0), At(movement, 1) }).ToArray();
        return (views.Max(view => view.Left), views.Max(view => view.Top),
            views.Min(view => view.Left + view.Width), views.Min(view => view.Top + view.Width * (1 - captionShare)));
    }

    static CameraView Centred(double width) => new((1 - width) / 2, (1 - width) / 2, width);

    /// <summary>
    /// Starts and stops gently without standing still: scenes overlap, and a dissolve between two stopped pictures looks
    /// dead.
    /// </summary>
    static double Ease(double progress)
    {
        var smooth = progress * progress * (3 - 2 * progress);
        return progress + (smooth - progress) * 0.7;
    }

    // A hair less, because 360 * 1.1 is a hair more than 396.
    static int Even(double length) => (int)Math.Ceiling(length / 2 - 1e-6) * 2;
}
