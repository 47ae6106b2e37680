using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class SoundTests(Studio studio) : IClassFixture<Studio>
{
    short[] Samples(int seed, double seconds)
    {
        var path = studio.File($"sound-{seed}.wav");
        new SoundTrack(seed).WriteWav(path, seconds);
        var bytes = File.ReadAllBytes(path).AsSpan(44);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    [Fact]
    public void WriteWav_SameSeed_GivesTheSameSoundAndAnotherSeedAnother()
    {
        Samples(5, 4).Should().Equal(Samples(5, 4));
        Samples(5, 4).SequenceEqual(Samples(6, 4)).Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-77)]
    public void WriteWav_AnySeed_IsQuietSteadyAndFadesInAndOut(int seed)
    {
        var samples = Samples(seed, 12);

        samples.Should().HaveCount(12 * 48_000 * 2);
        samples.Max(sample => Math.Abs((int)sample)).Should().BeInRange(2000, 16000, "it lies under a film and never clips");
        Loudness(samples, 0, 0.05).Should().BeLessThan(30);
        Loudness(samples, 11.95, 12).Should().BeLessThan(30);
        Enumerable.Range(2, 7).Select(second => Loudness(samples, second, second + 1)).Should().OnlyContain(level => level > 300);
    }

    [Fact]
    public async Task ProbeAsync_WavThroughFfprobe_IsStereoAt48Kilohertz()
    {
        new SoundTrack(1).WriteWav(studio.File("probe.wav"), 1.5);

        var said = System.Text.Encoding.UTF8.GetString(await Studio.RunAsync(
            "ffprobe", "-loglevel", "error", "-of", "csv=p=0", "-show_entries", "stream=sample_rate,channels,duration",
            studio.File("probe.wav")));

        said.Trim().Should().Be("48000,2,1.500000");
    }

    static double Loudness(short[] samples, double from, double to)
        => Math.Sqrt(samples[(int)(from * 96_000)..(int)(to * 96_000)].Average(sample => (double)sample * sample));
}
