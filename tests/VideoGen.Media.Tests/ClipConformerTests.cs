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

        await ConformAsync(clip, 1.4, keepSound: false, output);

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

        await ConformAsync(clip, 2, keepSound: true, studio.File("sounding.mp4"));

        var info = await studio.Probe.ProbeAsync(studio.File("sounding.mp4"), default);
        info.AudioCodec.Should().Be("aac");
        info.DurationSeconds.Should().BeApproximately(2, 0.05);
        (await Studio.WatchAsync(studio.File("sounding.mp4"), Studio.Small)).Should().HaveCount(60);
    }

    [Fact]
    public async Task ConformAsync_NoSoundToKeep_MakesASilentClip()
    {
        var clip = await ClipAsync("192x108", 30, 1, sound: false);

        await ConformAsync(clip, 1, keepSound: true, studio.File("silent.mp4"));

        (await studio.Probe.ProbeAsync(studio.File("silent.mp4"), default)).AudioCodec.Should().BeNull();
    }

    async Task ConformAsync(string clip, double seconds, bool keepSound, string output)
        => await new ClipConformer(Microsoft.Extensions.Options.Options.Create(studio.Options))
            .ConformAsync(clip, await studio.Probe.ProbeAsync(clip, default), Studio.Small, seconds, keepSound, output, default);

    async Task<string> ClipAsync(string size, int rate, double seconds, bool sound)
    {
        var clip = studio.File($"clip-{size}-{sound}.mp4");
        string[] tone = sound ? ["-f", "lavfi", "-i", FormattableString.Invariant($"sine=duration={seconds}")] : [];
        var picture = FormattableString.Invariant($"color=white:s={size}:r={rate}:d={seconds}");
        await Studio.RunAsync("ffmpeg", ["-loglevel", "error", "-y", "-f", "lavfi", "-i", picture, .. tone, "-pix_fmt", "yuv420p", clip]);
        return clip;
    }
}
