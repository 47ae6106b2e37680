using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>One of the three planes of a frame: eight bits a sample, rows without gaps.</summary>
internal readonly record struct Plane(byte[] Bytes, int Offset, int Width, int Height)
{
    public Span<byte> Samples => Bytes.AsSpan(Offset, Width * Height);

    public Span<byte> Row(int y) => Bytes.AsSpan(Offset + y * Width, Width);
}

/// <summary>
/// A picture in planar YUV 4:2:0, BT.709, tv range, in the layout of ffmpeg's yuv420p: Y, then U, then V. Chroma is sited as H.264
/// expects: on the even columns, between the rows.
/// </summary>
internal sealed class Frame
{
    public const byte BlackLuma = 16;
    public const byte NeutralChroma = 128;

    public Frame(FrameSize size)
    {
        if (size.Width <= 0 || size.Height <= 0 || size.Width % 2 != 0 || size.Height % 2 != 0)
        {
            throw new ArgumentException($"A frame has even sides; this one is {size}.", nameof(size));
        }

        var luma = size.Width * size.Height;
        Size = size;
        Bytes = new byte[luma * 3 / 2];
        Y = new(Bytes, 0, size.Width, size.Height);
        U = new(Bytes, luma, size.Width / 2, size.Height / 2);
        V = new(Bytes, luma + luma / 4, size.Width / 2, size.Height / 2);
    }

    public FrameSize Size { get; }

    public byte[] Bytes { get; }

    public Plane Y { get; }

    public Plane U { get; }

    public Plane V { get; }

    public void CopyTo(Frame other) => Bytes.CopyTo(other.Bytes, 0);
}
