namespace VideoGen.Infrastructure.Media;

/// <summary>Adds the voices of one bar after the other into a stereo mix.</summary>
internal sealed class Synthesizer(Mood mood)
{
    const int TableSize = 4096;

    static readonly float[] Sine = [.. Enumerable.Range(0, TableSize).Select(i => (float)Math.Sin(2 * Math.PI * i / TableSize))];

    /// <param name="mix">Left and right by turns; begins with the bar.</param>
    /// <param name="length">Of the bar, samples.</param>
    /// <param name="release">Samples in which a chord dies away after its bar.</param>
    public void AddBar(float[] mix, int bar, int length, int release)
    {
        var chord = mood.Chords[bar % mood.Chords.Length];
        foreach (var (note, i) in chord.Select((note, i) => (note, i)))
        {
            AddPad(mix, mood.Root + note, length, release, pan: (i - 1.5f) / 3);
        }

        AddPulse(mix, mood.Root + chord[0] - 12, length);
        var halfBeat = length / mood.Pattern.Length;
        for (var step = 0; step < mood.Pattern.Length; step++)
        {
            // Every other bar leaves the end of its phrase open: room to breathe.
            if (mood.Pattern[step] is >= 0 and var voice && !(bar % 2 == 1 && step >= 6))
            {
                AddPluck(mix, mood.Root + chord[voice] + 12, step * halfBeat, halfBeat * 3, pan: step % 2 == 0 ? 0.35f : -0.35f);
            }
        }
    }

    /// <summary>Two slightly detuned voices with soft overtones that swell and die away.</summary>
    void AddPad(float[] mix, int note, int length, int release, float pan)
    {
        var (attack, total) = (length / 4, length + release);
        var (left, right) = (0.5f - 0.4f * pan, 0.5f + 0.4f * pan);
        var (low, high) = (Step(note, -4), Step(note, 4));
        float second = 0.3f * (float)mood.Brightness, third = 0.16f * (float)mood.Brightness;
        uint a = 0, b = 1u << 30;
        for (var i = 0; i < total && 2 * i + 1 < mix.Length; i++, a += low, b += high)
        {
            var level = Math.Min(1f, (float)i / attack) * Math.Min(1f, (float)(total - i) / release);
            level *= level * (3 - 2 * level);
            var (first, other) = (At(a) + second * At(2 * a) + third * At(3 * a), At(b) + second * At(2 * b));
            mix[2 * i] += level * (left * first + 0.25f * other);
            mix[2 * i + 1] += level * (right * first + 0.25f * other);
        }
    }

    /// <summary>A low note on every beat, more felt than heard.</summary>
    static void AddPulse(float[] mix, int note, int length)
    {
        var beat = length / 4;
        var step = Step(note, 0);
        for (var start = 0; start + beat <= length; start += beat)
        {
            var accent = start == 0 ? 0.75f : 0.4f;
            uint phase = 0;
            for (var i = 0; i < beat; i++, phase += step)
            {
                var along = (float)i / beat;
                var level = accent * Math.Min(1f, i / 900f) * (1 - along) * (1 - along);
                var value = level * (At(phase) + 0.2f * At(2 * phase));
                mix[2 * (start + i)] += value;
                mix[2 * (start + i) + 1] += value;
            }
        }
    }

    /// <summary>A small bell with one echo on the other side.</summary>
    static void AddPluck(float[] mix, int note, int start, int length, float pan)
    {
        var step = Step(note, 0);
        foreach (var (delay, gain, side) in new[] { (0, 0.3f, pan), (length / 4, 0.11f, -pan) })
        {
            uint phase = 0;
            for (int i = 0, at = 2 * (start + delay); i < length && at + 1 < mix.Length; i++, at += 2, phase += step)
            {
                var along = (float)i / length;
                var level = gain * Math.Min(1f, i / 240f) * (1 - along) * (1 - along) * (1 - along);
                var value = level * (At(phase) + 0.25f * (1 - along) * At(4 * phase));
                mix[at] += value * (0.5f - 0.5f * side);
                mix[at + 1] += value * (0.5f + 0.5f * side);
            }
        }
    }

    static float At(uint phase) => Sine[phase >> 20];

    /// <summary>Phase per sample; a whole turn is 2^32.</summary>
    static uint Step(int note, double cents)
        => (uint)(440 * Math.Pow(2, (note - 69 + cents / 100) / 12) / SoundTrack.SamplesPerSecond * 4294967296.0);
}
