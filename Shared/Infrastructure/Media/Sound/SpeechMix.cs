using System.Globalization;
using System.Text;

namespace VideoGen.Infrastructure.Media;

/// <summary>Sound of a clip that is heard in a film.</summary>
/// <param name="Start">Where in the film, seconds.</param>
/// <param name="Seconds">After which it is cut off.</param>
internal sealed record Speech(string Path, double Start, double Seconds);

/// <summary>Lays what clips say over the music, which steps back while somebody speaks.</summary>
internal static class SpeechMix
{
    /// <summary>So short that it is not heard, so long that a cut makes no click.</summary>
    const double FadeSeconds = 0.03;

    /// <param name="music">Path of a WAV as long as the film; <see langword="null"/> for silence.</param>
    /// <param name="filmSeconds">Length of the result.</param>
    /// <param name="output">Path of the WAV.</param>
    /// <exception cref="FfmpegException">A clip's sound cannot be decoded.</exception>
    public static async Task WriteAsync(
        MediaOptions options, string? music, IReadOnlyList<Speech> speeches, double filmSeconds, string output,
        CancellationToken cancellationToken)
    {
        string[] ground = music is null ? ["-f", "lavfi", "-i", $"anullsrc=r={SoundTrack.SamplesPerSecond}:cl=stereo"] : ["-i", music];
        await using var ffmpeg = MediaProcess.StartFfmpeg(
            options,
            [
                "-nostdin", "-y", .. ground, .. speeches.SelectMany(speech => new[] { "-i", speech.Path }),
                "-filter_complex", Graph(speeches), "-map", "[film]", "-t", Text(filmSeconds),
                "-c:a", "pcm_s16le", "-ar", Text(SoundTrack.SamplesPerSecond), "-ac", "2", "-f", "wav", output,
            ],
            cancellationToken);
        await ffmpeg.CompleteAsync(cancellationToken);
    }

    static string Graph(IReadOnlyList<Speech> speeches)
    {
        var graph = new StringBuilder();
        for (var i = 0; i < speeches.Count; i++)
        {
            var (start, seconds) = (speeches[i].Start, speeches[i].Seconds);
            graph.Append(CultureInfo.InvariantCulture,
                $"[{i + 1}:a:0]aformat=sample_rates={SoundTrack.SamplesPerSecond}:channel_layouts=stereo,atrim=duration={Text(seconds)},"
                + $"afade=t=out:st={Text(Math.Max(0, seconds - FadeSeconds))}:d={FadeSeconds},adelay={Text(start * 1000)}:all=1[s{i}];");
        }

        var all = string.Concat(speeches.Select((_, i) => $"[s{i}]"));
        // The longest input is the endless end of the speech; -t ends the film's sound.
        return $"{graph}{all}amix=inputs={speeches.Count}:normalize=0:duration=longest,apad,asplit[voice][key];"
            + "[0:a][key]sidechaincompress=threshold=0.02:ratio=8:attack=60:release=500[bed];"
            + "[bed][voice]amix=inputs=2:normalize=0:duration=longest,alimiter=limit=0.95:level=0[film]";
    }

    static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
