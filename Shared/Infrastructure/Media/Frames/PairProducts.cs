using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// Multiplies 16-bit lanes and adds neighbours into 32-bit lanes. x86 has one instruction for it; elsewhere it is spelled out, with
/// the same result to the bit.
/// </summary>
internal static class PairProducts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Of(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(a, b);
        }

        var (x, y) = (a.AsInt32(), b.AsInt32());
        return ((x << 16) >> 16) * ((y << 16) >> 16) + (x >> 16) * (y >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Of(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(a, b);
        }

        var (x, y) = (a.AsInt32(), b.AsInt32());
        return ((x << 16) >> 16) * ((y << 16) >> 16) + (x >> 16) * (y >> 16);
    }

    /// <summary>For whatever width this machine's <see cref="Vector{T}"/> has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<int> Of(Vector<short> a, Vector<short> b)
    {
        if (Vector<short>.Count == Vector256<short>.Count)
        {
            return Of(a.AsVector256(), b.AsVector256()).AsVector();
        }

        if (Vector<short>.Count == Vector128<short>.Count)
        {
            return Of(a.AsVector128(), b.AsVector128()).AsVector();
        }

        var (x, y) = (a.As<short, int>(), b.As<short, int>());
        return ((x << 16) >> 16) * ((y << 16) >> 16) + (x >> 16) * (y >> 16);
    }
}
