using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// The frames of a clip at the rate of the film, decoded by an ffmpeg of its own. A clip that ends early goes on with its last frame, a longer
/// one is left where the scene ends. A clip of another shape is cut when it loses little by that, and gets black bars otherwise.
/// </summary>
internal sealed class ClipSource : IFrameSource
{
    const double MostCut = 0.2;

    readonly MediaProcess decoder;
    readonly Frame last;
    Frame ahead;
    Task<bool> reading;
    bool ended;

    ClipSource(MediaProcess decoder, FrameSize size, CancellationToken cancellationToken)
    {
        this.decoder = decoder;
        (last, ahead) = (new(size), new(size));
        reading = ReadAsync(ahead, cancellationToken);
    }

    /// <param name="info">What <see cref="MediaProbe"/> says of it.</param>
    public static ClipSource Open(string path, MediaInfo info, FrameSize size, MediaOptions options, CancellationToken cancellationToken)
    {
        var decoder = MediaProcess.StartFfmpeg(
            options,
            [
                "-nostdin", "-threads", "2", "-i", path, "-map", "0:v:0", "-vf", Filter(info, size, options.FrameRate),
                "-f", "rawvideo", "-pix_fmt", "yuv420p", "-",
            ],
            cancellationToken);
        return new(decoder, size, cancellationToken);
    }

    public async ValueTask NextAsync(Frame target, CancellationToken cancellationToken)
    {
        if (!ended && await reading)
        {
            ahead.CopyTo(last);
            reading = ReadAsync(ahead, cancellationToken);
        }
        else
        {
            ended = true;
        }

        last.CopyTo(target);
    }

    public async ValueTask DisposeAsync()
    {
        await decoder.DisposeAsync();
        await reading.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    async Task<bool> ReadAsync(Frame frame, CancellationToken cancellationToken)
    {
        var read = await decoder.Output.ReadAtLeastAsync(frame.Bytes, frame.Bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == frame.Bytes.Length)
        {
            return true;
        }

        await decoder.CompleteAsync(cancellationToken);
        return false;
    }

    static string Filter(MediaInfo info, FrameSize size, int frameRate)
    {
        var (ratio, wanted) = ((double)info.Width / info.Height, (double)size.Width / size.Height);
        var kept = Math.Min(ratio, wanted) / Math.Max(ratio, wanted);
        var fit = kept >= 1 - MostCut
            ? $"force_original_aspect_ratio=increase:{Colors(info)},crop={size.Width}:{size.Height}"
            : $"force_original_aspect_ratio=decrease:{Colors(info)},pad={size.Width}:{size.Height}:-1:-1";
        return $"fps={frameRate},scale={size.Width}:{size.Height}:flags=bicubic:{fit},setsar=1,format=yuv420p";
    }

    static string Colors(MediaInfo info) => $"in_color_matrix={info.ScaleMatrix}:out_color_matrix=bt709:out_range=tv";
}
