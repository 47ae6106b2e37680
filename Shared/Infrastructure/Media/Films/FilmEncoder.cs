using System.Globalization;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// An ffmpeg that takes raw frames and writes an MP4: H.264 high and AAC, tagged as BT.709, playable before it is all
/// loaded.
/// </summary>
internal sealed class FilmEncoder : IAsyncDisposable
{
    readonly MediaProcess ffmpeg;
    readonly string output;
    readonly string partial;

    FilmEncoder(MediaProcess ffmpeg, string output, string partial)
    {
        this.ffmpeg = ffmpeg;
        this.output = output;
        this.partial = partial;
    }

    public int ProcessId => ffmpeg.Id;

    /// <param name="sound">Path of a WAV as long as the film; <see langword="null"/> for a film without sound.</param>
    /// <param name="output">Path of the MP4; it appears, or is replaced, only when the film is complete.</param>
    public static FilmEncoder Start(
        MediaOptions options, FrameSize size, int frames, string? sound, string output, CancellationToken cancellationToken)
    {
        var partial = output + ".partial";
        return new(MediaProcess.StartFfmpeg(options, Arguments(options, size, frames, sound, partial), cancellationToken), output, partial);
    }

    /// <summary>Everything after the program's name, for raw frames on stdin.</summary>
    public static string[] Arguments(MediaOptions options, FrameSize size, int frames, string? sound, string output) =>
    [
        "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size.ToString(), "-r", Text(options.FrameRate), "-i", "-",
        .. sound is null ? [] : SoundArguments(sound),
        .. PictureArguments(options, options.Crf),
        // Not -frames:v, which ends the sound as soon as the last picture has come in.
        "-t", ((double)frames / options.FrameRate).ToString("0.######", CultureInfo.InvariantCulture),
        "-movflags", "+faststart", "-f", "mp4", output,
    ];

    internal static string[] PictureArguments(MediaOptions options, int crf) =>
    [
        // A keyframe every two seconds makes seeking in a player prompt.
        "-c:v", "libx264", "-profile:v", "high", "-preset", options.Preset, "-crf", Text(crf), "-g", Text(2 * options.FrameRate),
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-chroma_sample_location", "left",
    ];

    static string[] SoundArguments(string path)
        => ["-i", path, "-map", "0:v", "-map", "1:a", "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"];

    /// <exception cref="FfmpegException">ffmpeg has ended before its time.</exception>
    public async Task WriteAsync(Frame frame, CancellationToken cancellationToken)
    {
        try
        {
            await ffmpeg.Input.WriteAsync(frame.Bytes, cancellationToken);
        }
        catch (IOException brokenPipe)
        {
            throw await ffmpeg.ExplainAsync(brokenPipe, cancellationToken);
        }
    }

    /// <summary>Ends the film and puts it in its place.</summary>
    /// <exception cref="FfmpegException">ffmpeg has failed.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await ffmpeg.CompleteAsync(cancellationToken);
        File.Move(partial, output, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await ffmpeg.DisposeAsync();
        File.Delete(partial);
    }

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
