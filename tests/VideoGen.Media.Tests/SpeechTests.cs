using System.Runtime.InteropServices;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

/// <summary>What clips say is heard in the film.</summary>
public sealed class SpeechTests(Studio studio) : IClassFixture<Studio>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RenderAsync_SecondClipSpeaks_IsHeardInItsSceneAndNowhereElse(bool music)
    {
        var (silent, speaking) = (await SilentAsync(), await SpeakingAsync());
        FilmScene[] scenes =
        [
            new(new ClipFootage(silent), 2, Transition.Cut),
            new(new ClipFootage(speaking), 2, Transition.Cut),
            new(new ClipFootage(silent), 2, Transition.Cut),
        ];
        var film = studio.File($"spoken-{music}.mp4");

        await studio.Renderer.RenderAsync(new Film(Studio.Small, scenes, music ? new SoundTrack(1) : null), film, null, default);

        (await studio.Probe.ProbeAsync(film, default)).DurationSeconds.Should().BeApproximately(6, 0.1);
        var heard = await ToneAsync(film);
        var (before, during, after) = (Loudness(heard, 0.2, 1.8), Loudness(heard, 2.2, 3.8), Loudness(heard, 4.3, 5.8));
        during.Should().BeGreaterThan(2000).And.BeGreaterThan(20 * Math.Max(before, after));
    }

    [Fact]
    public async Task RenderAsync_NobodySpeaksAndNoMusic_HasNoSoundTrack()
    {
        var silent = await SilentAsync();

        var scene = new FilmScene(new ClipFootage(silent), 1, Transition.Cut);
        await studio.Renderer.RenderAsync(new Film(Studio.Small, [scene], null), studio.File("mute.mp4"), null, default);

        (await studio.Probe.ProbeAsync(studio.File("mute.mp4"), default)).AudioCodec.Should().BeNull();
    }

    Task<string> SilentAsync() => studio.FilmAsync("silent.mp4", Studio.Scene(studio.Plain(SKColors.Navy), 2));

    /// <summary>A tone of 1 kHz stands for the voice.</summary>
    async Task<string> SpeakingAsync()
    {
        var clip = studio.File("speaking.mp4");
        await Studio.RunAsync("ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "color=gray:s=192x108:r=30:d=2", "-f", "lavfi",
            "-i", "sine=frequency=1000:duration=2", "-af", "volume=4", "-pix_fmt", "yuv420p", "-c:a", "aac", clip);
        return clip;
    }

    /// <summary>What is left of a film's sound around 1 kHz.</summary>
    static async Task<short[]> ToneAsync(string film)
    {
        var bytes = await Studio.RunAsync("ffmpeg", "-loglevel", "error", "-i", film, "-af", "bandpass=f=1000:width_type=h:w=20",
            "-ac", "1", "-ar", "8000", "-f", "s16le", "-");
        return MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    static double Loudness(short[] samples, double from, double to)
        => Math.Sqrt(samples[(int)(from * 8000)..(int)(to * 8000)].Average(sample => (double)sample * sample));
}
