using System.Buffers.Binary;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// A quiet bed of music under a film: soft chords, a slow pulse and a few plucked notes, faded in and out. The same seed and length
/// always make the same sound, another seed another mood.
/// </summary>
public sealed class SoundTrack(int seed)
{
    public const int SamplesPerSecond = 48_000;
    const int BytesPerSample = 4;
    const double Loudness = 0.11;
    const double FadeInSeconds = 1.2;
    const double FadeOutSeconds = 2.2;
    const double ReleaseSeconds = 1.1;

    /// <summary>The music of a video follows from its id, so that a repeated assembly, and its preview, sound the same.</summary>
    public static SoundTrack Of(Guid videoId) => new(BitConverter.ToInt32(videoId.ToByteArray(), 12));

    /// <summary>Writes a 16-bit stereo WAV.</summary>
    public void WriteWav(string path, double seconds)
    {
        var samples = (int)Math.Round(seconds * SamplesPerSecond);
        using var file = new BufferedStream(File.Create(path), 1 << 16);
        WriteHeader(file, samples * BytesPerSample);
        var mood = Mood.Of(seed);
        var synthesizer = new Synthesizer(mood);
        var bar = (int)Math.Round(4 * 60.0 / mood.BeatsPerMinute * SamplesPerSecond);
        var release = (int)(ReleaseSeconds * SamplesPerSecond);

        // A bar and the dying away of its chord, which sounds on into the next bar.
        var mix = new float[2 * (bar + release)];
        var pair = new byte[BytesPerSample];
        for (var start = 0; start < samples; start += bar)
        {
            synthesizer.AddBar(mix, start / bar, bar, release);
            for (var i = 0; i < bar && start + i < samples; i++)
            {
                var gain = Loudness * Fade(start + i, samples);
                BinaryPrimitives.WriteInt16LittleEndian(pair, Sample(mix[2 * i] * gain));
                BinaryPrimitives.WriteInt16LittleEndian(pair.AsSpan(2), Sample(mix[2 * i + 1] * gain));
                file.Write(pair);
            }

            mix.AsSpan(2 * bar).CopyTo(mix);
            mix.AsSpan(2 * release).Clear();
        }
    }

    static double Fade(int sample, int samples)
    {
        var rise = sample / (FadeInSeconds * SamplesPerSecond);
        var fall = (samples - 1 - sample) / (FadeOutSeconds * SamplesPerSecond);
        var level = Math.Clamp(Math.Min(rise, fall), 0, 1);
        return level * level * (3 - 2 * level);
    }

    static short Sample(double value) => (short)Math.Round(short.MaxValue * Math.Clamp(value, -1, 1));

    static void WriteHeader(Stream file, int dataBytes)
    {
        Span<byte> header = stackalloc byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], 36 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], SamplesPerSecond * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataBytes);
        file.Write(header);
    }
}
