namespace VideoGen.Infrastructure.Tests.Assets;

/// <summary>Bytes that follow from their position: a stream of any length that needs no memory. Not seekable, as a download is not.</summary>
/// <param name="length">Bytes.</param>
/// <param name="eachRead">Is told the position before every read, and may fail the stream.</param>
public sealed class GeneratedStream(long length, Func<long, Task>? eachRead = null) : Stream
{
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
        for (var i = 0; i < bytes.Length; i++, position++)
        {
            bytes[i] = (byte)(position ^ (position >> 8) ^ (position >> 16) ^ (position >> 24));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
