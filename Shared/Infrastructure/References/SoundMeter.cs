using System.Buffers.Binary;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.References;

/// <summary>How loud a video is, and how much of it is silent, by tenths of a second.</summary>
sealed class SoundMeter
{
    public const int SamplesPerSecond = 8000;
    const int Window = SamplesPerSecond / 10;
    const double SilentBelowDb = -50;

    double _squares, _loudSquares;
    int _inWindow, _windows, _silent;

    /// <param name="samples">16-bit little-endian, one channel.</param>
    public void Add(ReadOnlySpan<byte> samples)
    {
        for (var i = 0; i + 1 < samples.Length; i += 2)
        {
            var value = BinaryPrimitives.ReadInt16LittleEndian(samples[i..]) / 32768.0;
            _squares += value * value;
            if (++_inWindow == Window)
            {
                Close();
            }
        }
    }

    public SoundMeasurement? Finish()
        => _windows == 0 ? null : new(
            Math.Round(_windows == _silent ? SilentBelowDb : Math.Max(SilentBelowDb, Decibels(_loudSquares / (_windows - _silent))), 1),
            Math.Round((double)_silent / _windows, 3));

    void Close()
    {
        var mean = _squares / Window;
        _windows++;
        if (Decibels(mean) < SilentBelowDb)
        {
            _silent++;
        }
        else
        {
            _loudSquares += mean;
        }

        (_squares, _inWindow) = (0, 0);
    }

    static double Decibels(double meanSquare) => meanSquare <= 0 ? double.NegativeInfinity : 10 * Math.Log10(meanSquare);
}
