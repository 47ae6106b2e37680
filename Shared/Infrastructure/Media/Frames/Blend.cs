using System.Numerics;

namespace VideoGen.Infrastructure.Media;

/// <summary>Mixes rows of samples; weights are in 1/256 of the second picture. The vector and the plain way agree to the bit.</summary>
internal static class Blend
{
    public const int Whole = 256;

    /// <summary><paramref name="target"/> = first * (1 - weight) + second * weight.</summary>
    /// <param name="weight">0 to <see cref="Whole"/>.</param>
    public static void Mix(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> target, int weight, bool vectors = true)
    {
        var x = 0;
        if (vectors)
        {
            var (share, rest) = (new Vector<ushort>((ushort)weight), new Vector<ushort>((ushort)(Whole - weight)));
            for (; x + Vector<byte>.Count <= target.Length; x += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(first[x..]), out var a0, out var a1);
                Vector.Widen(new Vector<byte>(second[x..]), out var b0, out var b1);
                Rounded(a0 * rest + b0 * share, a1 * rest + b1 * share).CopyTo(target[x..]);
            }
        }

        for (; x < target.Length; x++)
        {
            target[x] = One(first[x], second[x], weight);
        }
    }

    /// <summary>Mixes with a weight of its own for every sample.</summary>
    public static void Mix(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> target, ReadOnlySpan<ushort> weights, bool vectors = true)
    {
        var x = 0;
        if (vectors)
        {
            var whole = new Vector<ushort>(Whole);
            for (; x + Vector<byte>.Count <= target.Length; x += Vector<byte>.Count)
            {
                var (w0, w1) = (new Vector<ushort>(weights[x..]), new Vector<ushort>(weights[(x + Vector<ushort>.Count)..]));
                Vector.Widen(new Vector<byte>(first[x..]), out var a0, out var a1);
                Vector.Widen(new Vector<byte>(second[x..]), out var b0, out var b1);
                Rounded(a0 * (whole - w0) + b0 * w0, a1 * (whole - w1) + b1 * w1).CopyTo(target[x..]);
            }
        }

        for (; x < target.Length; x++)
        {
            target[x] = One(first[x], second[x], weights[x]);
        }
    }

    /// <summary>Draws one value towards <paramref name="color"/> everywhere: fades to black.</summary>
    public static void Towards(byte color, Span<byte> samples, int weight, bool vectors = true)
    {
        var x = 0;
        if (vectors)
        {
            var (rest, added) = (new Vector<ushort>((ushort)(Whole - weight)), new Vector<ushort>((ushort)(color * weight)));
            for (; x + Vector<byte>.Count <= samples.Length; x += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(samples[x..]), out var a0, out var a1);
                Rounded(a0 * rest + added, a1 * rest + added).CopyTo(samples[x..]);
            }
        }

        for (; x < samples.Length; x++)
        {
            samples[x] = One(samples[x], color, weight);
        }
    }

    /// <summary>Lays a bitmap over a row: weights are <paramref name="alphas"/> times <paramref name="opacity"/>.</summary>
    /// <param name="alphas">0 to 255.</param>
    /// <param name="opacity">0 to 255; 256 would not leave room in 16 bits.</param>
    public static void Over(Span<byte> row, ReadOnlySpan<byte> colors, ReadOnlySpan<byte> alphas, int opacity, bool vectors = true)
    {
        var x = 0;
        if (vectors)
        {
            var (whole, share) = (new Vector<ushort>(Whole), new Vector<ushort>((ushort)opacity));
            for (; x + Vector<byte>.Count <= row.Length; x += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(alphas[x..]), out var w0, out var w1);
                Vector.Widen(new Vector<byte>(row[x..]), out var a0, out var a1);
                Vector.Widen(new Vector<byte>(colors[x..]), out var b0, out var b1);
                w0 = ((w0 + (w0 >> 7)) * share) >> 8;
                w1 = ((w1 + (w1 >> 7)) * share) >> 8;
                Rounded(a0 * (whole - w0) + b0 * w0, a1 * (whole - w1) + b1 * w1).CopyTo(row[x..]);
            }
        }

        for (; x < row.Length; x++)
        {
            row[x] = One(row[x], colors[x], ((alphas[x] + (alphas[x] >> 7)) * opacity) >> 8);
        }
    }

    static Vector<byte> Rounded(Vector<ushort> low, Vector<ushort> high)
        => Vector.Narrow((low + new Vector<ushort>(Whole / 2)) >> 8, (high + new Vector<ushort>(Whole / 2)) >> 8);

    static byte One(int first, int second, int weight) => (byte)((first * (Whole - weight) + second * weight + Whole / 2) >> 8);
}
