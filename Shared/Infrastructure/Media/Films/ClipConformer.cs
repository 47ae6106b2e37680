using System.Globalization;
using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Brings a clip from anywhere into the format in which films keep their scenes.</summary>
public sealed class ClipConformer(IOptions<MediaOptions> options)
{
    /// <summary>It is encoded once more with the film.</summary>
    const int WorstCrf = 18;

    /// <summary>
    /// Writes an MP4 of exactly this size, length and <see cref="MediaOptions.FrameRate"/>, H.264, BT.709: scaled to cover the frame and cut around its
    /// middle; the last picture stands for what is missing, silence for what is missing of the sound.
    /// </summary>
    /// <param name="clip">Path of any video that ffmpeg reads.</param>
    /// <param name="info">What <see cref="MediaProbe"/> says of it.</param>
    /// <param name="seconds">Rounded up to whole frames.</param>
    /// <param name="speaksFor">
    /// Seconds within which all that the clip says is heard: its sound is kept, and a longer clip plays so much faster.
    /// <see langword="null"/> for a clip without sound.
    /// </param>
    /// <param name="output">Path of the MP4; replaced if it exists.</param>
    /// <exception cref="FfmpegException">The clip cannot be decoded.</exception>
    public async Task ConformAsync(
        string clip, MediaInfo info, FrameSize size, double seconds, double? speaksFor, string output, CancellationToken cancellationToken)
    {
        var frameRate = options.Value.FrameRate;
        var frames = Math.Ceiling(Math.Round(seconds * frameRate, 3));
        var faster = Text(Math.Max(1, info.DurationSeconds / (speaksFor ?? info.DurationSeconds)));
        string[] sound = speaksFor is not null && info.AudioCodec is not null
            ? ["-map", "0:a:0", "-af", $"aresample=async=1:first_pts=0,atempo={faster},apad", "-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-ac", "2"]
            : ["-an"];
        var picture = $"setpts=PTS/{faster},fps={frameRate},scale={size.Width}:{size.Height}:flags=bicubic:force_original_aspect_ratio=increase:"
            + $"in_color_matrix={info.ScaleMatrix}:out_color_matrix=bt709:out_range=tv,crop={size.Width}:{size.Height},setsar=1,"
            + "tpad=stop_mode=clone:stop=-1,format=yuv420p";
        await using var ffmpeg = MediaProcess.StartFfmpeg(
            options.Value,
            [
                "-nostdin", "-y", .. MediaProbe.VideoFilesOnly, "-i", clip, "-map", "0:v:0", "-vf", picture, .. sound,
                .. FilmEncoder.PictureArguments(options.Value, Math.Min(options.Value.Crf, WorstCrf)),
                "-t", Text(frames / frameRate),
                "-movflags", "+faststart", "-f", "mp4", output,
            ],
            cancellationToken);
        await ffmpeg.CompleteAsync(cancellationToken);
    }

    static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
