using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class ClipConformerTests(Studio studio) : IClassFixture<Studio>
{
    [Theory]
    [InlineData("320x240", 24, 2.0)]   // Too long, another shape and rate.
    [InlineData("96x170", 25, 1.0)]    // Too short, upright.
    public async Task ConformAsync_AnyClip_HasTheFilmsFormatToTheFrame(string size, int rate, double seconds)
    {
        var (clip, output) = (await ClipAsync(size, rate, seconds, sound: true), studio.File($"conformed-{size}.mp4"));

        await ConformAsync(clip, 1.4, speaksFor: null, output);

        var info = await studio.Probe.ProbeAsync(output, default);
        (info.Width, info.Height, info.Codec, info.AudioCodec, info.ColorMatrix).Should().Be((192, 108, "h264", null, "bt709"));
        info.FrameRate.Should().Be(30);
        var frames = await Studio.WatchAsync(output, Studio.Small);
        frames.Should().HaveCount(42);
        // Filled to the corners, to the last frame.
        foreach (var (x, y) in new[] { (0.0, 0.0), (1.0, 1.0), (0.5, 0.5) })
        {
            frames[41].At(x, y).R.Should().BeGreaterThan(245);
        }
    }

    [Fact]
    public async Task ConformAsync_SoundIsKept_LastsAsLongAsThePicture()
    {
        var clip = await ClipAsync("192x108", 30, 1, sound: true);

        await ConformAsync(clip, 2, speaksFor: 2, studio.File("sounding.mp4"));

        var info = await studio.Probe.ProbeAsync(studio.File("sounding.mp4"), default);
        info.AudioCodec.Should().Be("aac");
        info.DurationSeconds.Should().BeApproximately(2, 0.05);
        (await Studio.WatchAsync(studio.File("sounding.mp4"), Studio.Small)).Should().HaveCount(60);
    }

    /// <summary>Two seconds of speech in which only the last quarter is heard: cut off, it would be silent.</summary>
    [Fact]
    public async Task ConformAsync_SpeaksLongerThanTheScene_IsHeardToItsEndWithinIt()
    {
        var clip = studio.File("long-speech.mp4");
        await Studio.RunAsync("ffmpeg", ["-loglevel", "error", "-y", "-f", "lavfi", "-i", "color=white:s=192x108:r=30:d=2",
            "-f", "lavfi", "-i", "aevalsrc='if(gte(t,1.7),sin(2*PI*440*t),0)':d=2", "-pix_fmt", "yuv420p", clip]);

        await ConformAsync(clip, 2, speaksFor: 1.5, studio.File("in-time.mp4"));

        (await LoudestAsync(studio.File("in-time.mp4"), from: 0, to: 1.2)).Should().BeLessThan(0.01);
        (await LoudestAsync(studio.File("in-time.mp4"), from: 1.3, to: 1.5)).Should().BeGreaterThan(0.3);
        (await LoudestAsync(studio.File("in-time.mp4"), from: 1.6, to: 2)).Should().BeLessThan(0.01, "in the overlap somebody else may speak");
    }

    [Fact]
    public async Task ConformAsync_NoSoundToKeep_MakesASilentClip()
    {
        var clip = await ClipAsync("192x108", 30, 1, sound: false);

        await ConformAsync(clip, 1, speaksFor: 1, studio.File("silent.mp4"));

        (await studio.Probe.ProbeAsync(studio.File("silent.mp4"), default)).AudioCodec.Should().BeNull();
    }

    /// <returns>The largest sample, 0 to 1.</returns>
    static async Task<double> LoudestAsync(string film, double from, double to)
    {
        var samples = await Studio.RunAsync("ffmpeg", ["-loglevel", "error", "-i", film, "-vn",
            "-af", FormattableString.Invariant($"atrim={from}:{to}"), "-ac", "1", "-f", "s16le", "-"]);
        return MemoryMarshal.Cast<byte, short>(samples).ToArray().Max(sample => Math.Abs((double)sample)) / short.MaxValue;
    }

    async Task ConformAsync(string clip, double seconds, double? speaksFor, string output)
        => await new ClipConformer(Microsoft.Extensions.Options.Options.Create(studio.Options))
            .ConformAsync(clip, await studio.Probe.ProbeAsync(clip, default), Studio.Small, seconds, speaksFor, output, default);

    async Task<string> ClipAsync(string size, int rate, double seconds, bool sound)
    {
        var clip = studio.File($"clip-{size}-{sound}.mp4");
        string[] tone = sound ? ["-f", "lavfi", "-i", FormattableString.Invariant($"sine=duration={seconds}")] : [];
        var picture = FormattableString.Invariant($"color=white:s={size}:r={rate}:d={seconds}");
        await Studio.RunAsync("ffmpeg", ["-loglevel", "error", "-y", "-f", "lavfi", "-i", picture, .. tone, "-pix_fmt", "yuv420p", clip]);
        return clip;
    }
}
