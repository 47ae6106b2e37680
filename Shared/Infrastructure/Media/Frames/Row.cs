using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoGen.Infrastructure.Media;

/// <summary>How many samples are worked on at once.</summary>
internal enum Lanes
{
    One,
    Bits128,
    Bits256,
}

/// <summary>The horizontal half of resampling: every target sample is four neighbours of the row times four weights.</summary>
internal static unsafe class Row
{
    public static Lanes Best { get; } =
        Vector256.IsHardwareAccelerated ? Lanes.Bits256 : Vector128.IsHardwareAccelerated ? Lanes.Bits128 : Lanes.One;

    /// <param name="starts">For each target sample the first of its four neighbours in <paramref name="row"/>.</param>
    /// <param name="weights">Four for each target sample.</param>
    /// <param name="shift">Bits below the point in the weighted sum.</param>
    public static void Gather(Lanes lanes, short* row, int* starts, short* weights, byte* target, int length, int shift)
    {
        var x = lanes switch
        {
            Lanes.Bits256 => Gather256(row, starts, weights, target, length, shift),
            Lanes.Bits128 => Gather128(row, starts, weights, target, length, shift),
            _ => 0,
        };
        var round = 1 << (shift - 1);
        for (; x < length; x++)
        {
            var from = row + starts[x];
            var weight = weights + 4 * x;
            var sum = from[0] * weight[0] + from[1] * weight[1] + from[2] * weight[2] + from[3] * weight[3];
            target[x] = (byte)Math.Clamp((sum + round) >> shift, 0, 255);
        }
    }

    static int Gather256(short* row, int* starts, short* weights, byte* target, int length, int shift)
    {
        var x = 0;
        for (; x + 16 <= length; x += 16)
        {
            var samples = Vector256.Narrow(
                Eight(row, starts + x, weights + 4 * x, shift), Eight(row, starts + x + 8, weights + 4 * x + 32, shift));
            samples = Vector256.Min(Vector256.Max(samples, Vector256<short>.Zero), Vector256.Create((short)255));
            Vector128.Narrow(samples.GetLower().AsUInt16(), samples.GetUpper().AsUInt16()).Store(target + x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Eight(short* row, int* starts, short* weights, int shift)
    {
        var low = PairProducts.Of(
            Vector256.Create(Four(row, starts[0]), Four(row, starts[1]), Four(row, starts[2]), Four(row, starts[3])).AsInt16(),
            Vector256.Load(weights));
        var high = PairProducts.Of(
            Vector256.Create(Four(row, starts[4]), Four(row, starts[5]), Four(row, starts[6]), Four(row, starts[7])).AsInt16(),
            Vector256.Load(weights + 16));
        // Each sum is in two halves, side by side in 64 bits.
        var sums = Vector256.Narrow(
            (low + (low.AsInt64() >>> 32).AsInt32()).AsInt64(), (high + (high.AsInt64() >>> 32).AsInt32()).AsInt64());
        return (sums + Vector256.Create(1 << (shift - 1))) >> shift;
    }

    static int Gather128(short* row, int* starts, short* weights, byte* target, int length, int shift)
    {
        var x = 0;
        for (; x + 8 <= length; x += 8)
        {
            var samples = Vector128.Narrow(
                Quad(row, starts + x, weights + 4 * x, shift), Quad(row, starts + x + 4, weights + 4 * x + 16, shift));
            samples = Vector128.Min(Vector128.Max(samples, Vector128<short>.Zero), Vector128.Create((short)255));
            Vector128.Narrow(samples.AsUInt16(), samples.AsUInt16()).GetLower().Store(target + x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<int> Quad(short* row, int* starts, short* weights, int shift)
    {
        var low = PairProducts.Of(
            Vector128.Create(Four(row, starts[0]), Four(row, starts[1])).AsInt16(), Vector128.Load(weights));
        var high = PairProducts.Of(
            Vector128.Create(Four(row, starts[2]), Four(row, starts[3])).AsInt16(), Vector128.Load(weights + 8));
        var sums = Vector128.Narrow(
            (low + (low.AsInt64() >>> 32).AsInt32()).AsInt64(), (high + (high.AsInt64() >>> 32).AsInt32()).AsInt64());
        return (sums + Vector128.Create(1 << (shift - 1))) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Four(short* row, int start) => Unsafe.ReadUnaligned<long>(row + start);
}
