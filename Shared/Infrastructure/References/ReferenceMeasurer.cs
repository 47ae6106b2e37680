using System.Globalization;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.References;

/// <param name="Failure">Why the file cannot be measured, for its sender.</param>
public sealed record MeasureResult(ReferenceMeasurement? Measurement, GenerationFailure? Failure)
{
    internal static MeasureResult Failed(string code, FormattableString message, string? detail = null)
        => new(null, new(code, message.ToString(CultureInfo.InvariantCulture), Detail: detail));
}

/// <summary>Measures a local video file: its shots, movements, light, colours and sound.</summary>
public sealed class ReferenceMeasurer(MediaProbe probe, VideoSampler sampler)
{
    const double ShortestSeconds = 1;
    const double LongestSeconds = 3600;

    /// <summary>Of the time that the file says; with less it was cut off on its way.</summary>
    const double Whole = 0.95;

    /// <param name="progress">0 to 1.</param>
    public async Task<MeasureResult> MeasureAsync(string file, IProgress<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            var info = await probe.ProbeAsync(file, cancellationToken);
            return info.DurationSeconds < ShortestSeconds
                ? MeasureResult.Failed("video_too_short", $"The video lasts {info.DurationSeconds:0.0} s; a reference lasts 1 s to an hour.")
                : info.DurationSeconds > LongestSeconds
                    ? MeasureResult.Failed("video_too_long", $"The video lasts {info.DurationSeconds / 60:0} minutes; a reference lasts 1 s to an hour.")
                    : await MeasureAsync(file, info, progress, cancellationToken);
        }
        catch (FfmpegException e)
        {
            return MeasureResult.Failed("not_a_video", $"The file is no MP4, MOV or WebM video with a picture, or it is damaged.",
                // Where it lies here is nothing to its sender.
                e.Message.Replace($"{Path.GetDirectoryName(file)}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal));
        }
    }

    async Task<MeasureResult> MeasureAsync(string file, MediaInfo info, IProgress<double> progress, CancellationToken cancellationToken)
    {
        // Screen recordings may say 1000 pictures a second, or none.
        var rate = info.FrameRate is >= 1 and <= 60 ? info.FrameRate : 30;
        var expected = info.DurationSeconds * rate;
        var (shots, camera, look) = (new ShotFinder(rate), new CameraTracker(rate), new LookMeter(expected, rate));
        var light = new List<double>();
        var count = await sampler.ReadFramesAsync(file, rate, frame =>
        {
            shots.Add(frame);
            camera.Add(frame);
            look.Add(frame);
            light.Add(frame.Light / 255);
            progress.Report(Math.Min(1, light.Count / expected));
        }, cancellationToken);
        if (count < expected * Whole - rate / 2)
        {
            return MeasureResult.Failed("video_cut_off", $"The video ends after {count / rate:0.0} of the {info.DurationSeconds:0.0} s that it says; send the whole file again.");
        }

        var sound = info.AudioCodec is null ? null : await sampler.ReadSoundAsync(file, cancellationToken);
        var measured = Shots(shots.Finish(), camera, light, rate, info.DurationSeconds);
        var lengths = measured.Select(shot => shot.Seconds()).Order().ToList();
        return new(new(
            Math.Round(info.DurationSeconds, 3), info.Width, info.Height, Math.Round(rate, 3),
            Math.Round((measured.Count - 1) * 60 / info.DurationSeconds, 1),
            Math.Round(lengths.Average(), 2),
            Math.Round(lengths[lengths.Count / 2], 2),
            Math.Round(look.Brightness, 2), Math.Round(look.Contrast, 2), Math.Round(look.Saturation, 2),
            look.Palette(), sound, measured), null);
    }

    static List<MeasuredShot> Shots(IReadOnlyList<ShotEnd> ends, CameraTracker camera, List<double> light, double rate, double seconds)
    {
        var shots = new List<MeasuredShot>();
        for (var i = 0; i <= ends.Count; i++)
        {
            var (from, to) = (i == 0 ? 0 : ends[i - 1].Frame, i == ends.Count ? light.Count : ends[i].Frame);
            shots.Add(new(
                Math.Round(from / rate, 3), i == ends.Count ? Math.Round(seconds, 3) : Math.Round(to / rate, 3),
                i == ends.Count ? Transition.Cut : ends[i].Transition,
                camera.Between(from, to), Math.Round(light.Skip(from).Take(to - from).Average(), 2), KeyFrame: null));
        }

        return shots;
    }
}
