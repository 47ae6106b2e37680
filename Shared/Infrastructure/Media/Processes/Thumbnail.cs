using System.Globalization;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Media;

/// <summary>Takes one picture out of a film.</summary>
public sealed class Thumbnail(IOptions<MediaOptions> options, MediaProbe probe)
{
    public const int LongerSide = 640;

    /// <summary>Writes a JPEG whose longer side is <see cref="LongerSide"/> pixels.</summary>
    /// <param name="second">Where in the film, seconds; later than its end takes the end.</param>
    /// <param name="output">Path of the JPEG; replaced if it exists.</param>
    /// <exception cref="FfmpegException">The film cannot be read.</exception>
    public async Task WriteAsync(string film, double second, string output, CancellationToken cancellationToken)
    {
        var info = await probe.ProbeAsync(film, cancellationToken);
        var lastFrame = Math.Max(0, info.DurationSeconds - 0.2);
        var from = Math.Clamp(second, 0, lastFrame).ToString("0.###", CultureInfo.InvariantCulture);
        // -2 keeps the ratio and the side even. JPEG readers take BT.601 and full range for granted.
        var side = info.Width >= info.Height ? $"{LongerSide}:-2" : $"-2:{LongerSide}";
        await using var ffmpeg = MediaProcess.StartFfmpeg(
            options.Value,
            [
                "-y", "-ss", from, "-i", film, "-frames:v", "1", "-an",
                "-vf", $"scale={side}:flags=lanczos:in_color_matrix={info.ScaleMatrix}:out_color_matrix=bt601:out_range=full",
                "-q:v", "3", "-f", "mjpeg", output,
            ],
            cancellationToken);
        await ffmpeg.CompleteAsync(cancellationToken);
    }
}
