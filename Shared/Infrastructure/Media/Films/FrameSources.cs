using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Gives the frames of one scene in order.</summary>
internal interface IFrameSource : IAsyncDisposable
{
    /// <summary>Draws the next frame into <paramref name="target"/>.</summary>
    ValueTask NextAsync(Frame target, CancellationToken cancellationToken);
}

/// <summary>A still under a moving camera; it is decoded once, and every frame is resampled out of it.</summary>
internal sealed class StillSource(Frame still, CameraMovement movement, int frames) : IFrameSource
{
    readonly Resampler resampler = new();
    int next;

    public static StillSource Open(string path, CameraMovement movement, FrameSize size, int frames)
        => new(StillReader.Read(path, CameraPath.StillSize(size)), movement, frames);

    public ValueTask NextAsync(Frame target, CancellationToken cancellationToken)
    {
        Draw(CameraPath.At(movement, frames > 1 ? Math.Min(1, (double)next / (frames - 1)) : 0), target);
        next++;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Draw(CameraView view, Frame target)
    {
        // Source pixels for each frame pixel, the same in both directions: nothing is ever stretched.
        var scale = view.Width * Math.Min((double)still.Size.Width / target.Size.Width, (double)still.Size.Height / target.Size.Height);
        var left = Place(view.Left, view.Width, still.Size.Width, target.Size.Width * scale);
        var top = Place(view.Top, view.Width, still.Size.Height, target.Size.Height * scale);

        // Sample centres are at half pixels; chroma sits on even columns and between rows.
        var (across, down) = (new Axis(left + scale / 2 - 0.5, scale), new Axis(top + scale / 2 - 0.5, scale));
        var (chromaAcross, chromaDown) = (new Axis(across.Origin / 2, scale), new Axis((top + scale - 1) / 2, scale));
        resampler.Resample(still.Y, target.Y, across, down);
        resampler.Resample(still.U, target.U, chromaAcross, chromaDown);
        resampler.Resample(still.V, target.V, chromaAcross, chromaDown);
    }

    /// <summary>Spreads the view's place over what the rounding of the sizes leaves free.</summary>
    static double Place(double fraction, double width, double length, double seen)
        => width >= 1 ? (length - seen) / 2 : (length - seen) * fraction / (1 - width);
}
