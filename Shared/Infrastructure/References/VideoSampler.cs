using System.Globalization;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.References;

/// <summary>Reads a video once through as small pictures, and its sound as samples; neither is ever in memory whole.</summary>
public sealed class VideoSampler(IOptions<MediaOptions> options)
{
    /// <summary>One after the other, <paramref name="frameRate"/> to the second, the first at 0.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="FfmpegException">The video cannot be decoded.</exception>
    internal async Task<int> ReadFramesAsync(string file, double frameRate, Action<SmallFrame> frame, CancellationToken cancellationToken)
    {
        var rate = frameRate.ToString("0.######", CultureInfo.InvariantCulture);
        await using var ffmpeg = MediaProcess.StartFfmpeg(options.Value,
        [
            .. MediaProbe.VideoFilesOnly, "-i", file, "-map", "0:v:0", "-an", "-sn", "-dn",
            "-vf", $"fps={rate},scale={SmallFrame.Width}:{SmallFrame.Height}:flags=area,format=rgb24", "-f", "rawvideo", "pipe:1",
        ], cancellationToken);
        var count = 0;
        while (true)
        {
            var rgb = new byte[SmallFrame.Bytes];
            if (await ffmpeg.Output.ReadAtLeastAsync(rgb, rgb.Length, throwOnEndOfStream: false, cancellationToken) < rgb.Length)
            {
                await ffmpeg.CompleteAsync(cancellationToken);
                return count;
            }

            frame(new(rgb));
            count++;
        }
    }

    /// <exception cref="FfmpegException">The sound cannot be decoded.</exception>
    internal async Task<SoundMeasurement?> ReadSoundAsync(string file, CancellationToken cancellationToken)
    {
        await using var ffmpeg = MediaProcess.StartFfmpeg(options.Value,
        [
            .. MediaProbe.VideoFilesOnly, "-i", file, "-map", "0:a:0", "-vn", "-sn", "-dn",
            "-ac", "1", "-ar", SoundMeter.SamplesPerSecond.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "pipe:1",
        ], cancellationToken);
        var meter = new SoundMeter();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await ffmpeg.Output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            meter.Add(buffer.AsSpan(0, read));
        }

        await ffmpeg.CompleteAsync(cancellationToken);
        return meter.Finish();
    }
}
