namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>
/// Bytes that follow from their position: a stream of any length that needs no memory. Not seekable, as a download is not.
/// </summary>
/// <param name="length">Bytes.</param>
/// <param name="eachRead">Is told the position before every read, and may fail the stream.</param>
public sealed class GeneratedStream(long length, Func<long, Task>? eachRead = null) : Stream
{
    static readonly byte[] Pattern = MakePattern();
    long _position;

    public static byte[] Bytes(long from, int count)
    {
        var bytes = new byte[count];
        Fill(bytes, from);
        return bytes;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (eachRead is not null)
        {
            await eachRead(_position).WaitAsync(cancellationToken);
        }

        // Odd pieces, as from a network.
        var count = (int)Math.Min(Math.Min(buffer.Length, 99_991), length - _position);
        Fill(buffer.Span[..count], _position);
        _position += count;
        return count;
    }

    static void Fill(Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var piece = Pattern.AsSpan((int)(position % Pattern.Length));
            piece = piece[..Math.Min(piece.Length, bytes.Length)];
            piece.CopyTo(bytes);
            bytes = bytes[piece.Length..];
            position += piece.Length;
        }
    }

    static byte[] MakePattern()
    {
        // A prime length: pieces that are swapped, lost or sent twice do not fit, whatever round size they have.
        var pattern = new byte[1_048_573];
        new Random(1).NextBytes(pattern);
        return pattern;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
