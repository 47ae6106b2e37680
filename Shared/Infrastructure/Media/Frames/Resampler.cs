using System.Numerics;
using System.Runtime.CompilerServices;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// Takes a plane out of another at any place and scale, to a fraction of a pixel: four rows are weighed into one, then four columns of
/// that row into each sample. Whole numbers throughout, so that every machine draws the same bytes. Not for two threads at once.
/// </summary>
internal sealed unsafe class Resampler(Lanes lanes)
{
    /// <summary>Bits below the point that a row keeps between the two steps.</summary>
    const int RowBits = 5;
    const int VerticalShift = Taps.Bits - RowBits;
    const int Padding = 4;

    short[] row = [];
    int[] starts = [];
    short[] weights = [];

    public Resampler()
        : this(Row.Best)
    {
    }

    public void Resample(Plane source, Plane target, Axis across, Axis down)
    {
        Prepare(source.Width, target.Width, across);
        fixed (byte* from = &source.Bytes[source.Offset], to = &target.Bytes[target.Offset])
        fixed (short* rowStart = row)
        fixed (int* start = starts)
        fixed (short* weight = weights)
        {
            var middle = rowStart + Padding;
            for (var y = 0; y < target.Height; y++)
            {
                var place = down.Origin + y * down.Step;
                var whole = (int)Math.Floor(place);
                var taps = Taps.At(place - whole);
                var last = source.Height - 1;
                Weigh(
                    from + Math.Clamp(whole - 1, 0, last) * source.Width,
                    from + Math.Clamp(whole, 0, last) * source.Width,
                    from + Math.Clamp(whole + 1, 0, last) * source.Width,
                    from + Math.Clamp(whole + 2, 0, last) * source.Width,
                    taps, middle, source.Width);
                // Beyond its edges a picture goes on with its edge.
                new Span<short>(rowStart, Padding).Fill(middle[0]);
                new Span<short>(middle + source.Width, Padding).Fill(middle[source.Width - 1]);
                Row.Gather(lanes, rowStart, start, weight, to + y * target.Width, target.Width, Taps.Bits + RowBits);
            }
        }
    }

    void Prepare(int sourceWidth, int targetWidth, Axis across)
    {
        if (row.Length < sourceWidth + 2 * Padding)
        {
            row = new short[sourceWidth + 2 * Padding];
        }

        if (starts.Length < targetWidth)
        {
            starts = new int[targetWidth];
            weights = new short[targetWidth * 4];
        }

        for (var x = 0; x < targetWidth; x++)
        {
            var place = across.Origin + x * across.Step;
            var whole = (int)Math.Floor(place);
            // In the padded row the first of the four neighbours; beyond the padding all four are the edge anyway.
            starts[x] = Math.Clamp(whole - 1 + Padding, 0, sourceWidth + 2 * Padding - 4);
            (weights[4 * x], weights[4 * x + 1], weights[4 * x + 2], weights[4 * x + 3]) = Taps.At(place - whole);
        }
    }

    void Weigh(
        byte* first, byte* second, byte* third, byte* fourth, (short A, short B, short C, short D) taps, short* target, int length)
    {
        var x = 0;
        if (lanes != Lanes.One)
        {
            var near = new Vector<int>((ushort)taps.A | (taps.B << 16)).As<int, short>();
            var far = new Vector<int>((ushort)taps.C | (taps.D << 16)).As<int, short>();
            for (; x + Vector<byte>.Count <= length; x += Vector<byte>.Count)
            {
                Vector.Widen(Vector.Load(first + x), out var a0, out var a1);
                Vector.Widen(Vector.Load(second + x), out var b0, out var b1);
                Vector.Widen(Vector.Load(third + x), out var c0, out var c1);
                Vector.Widen(Vector.Load(fourth + x), out var d0, out var d1);
                WeighLanes(a0, b0, c0, d0, near, far).Store(target + x);
                WeighLanes(a1, b1, c1, d1, near, far).Store(target + x + Vector<short>.Count);
            }
        }

        for (; x < length; x++)
        {
            var sum = first[x] * taps.A + second[x] * taps.B + third[x] * taps.C + fourth[x] * taps.D;
            target[x] = (short)((sum + (1 << (VerticalShift - 1))) >> VerticalShift);
        }
    }

    // The even and the odd columns go separate ways, because that pairs rows without shuffling lanes, which no width-free vector can.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<short> WeighLanes(
        Vector<ushort> a, Vector<ushort> b, Vector<ushort> c, Vector<ushort> d, Vector<short> near, Vector<short> far)
    {
        var round = new Vector<int>(1 << (VerticalShift - 1));
        var even = (PairProducts.Of(Even(a, b), near) + PairProducts.Of(Even(c, d), far) + round) >> VerticalShift;
        var odd = (PairProducts.Of(Odd(a, b), near) + PairProducts.Of(Odd(c, d), far) + round) >> VerticalShift;
        return ((even & new Vector<int>(0xffff)) | (odd << 16)).As<int, short>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<short> Even(Vector<ushort> a, Vector<ushort> b)
        => ((a.As<ushort, int>() & new Vector<int>(0xffff)) | (b.As<ushort, int>() << 16)).As<int, short>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<short> Odd(Vector<ushort> a, Vector<ushort> b)
        => ((a.As<ushort, int>() >>> 16) | (b.As<ushort, int>() & new Vector<int>(unchecked((int)0xffff0000)))).As<int, short>();
}
