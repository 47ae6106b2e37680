namespace VideoGen.Infrastructure.Providers;

/// <summary>What came is no whole clip; whoever was storing it stores nothing.</summary>
internal sealed class ClipStreamException(string message, bool isEmpty = false) : IOException(message)
{
    public bool IsEmpty => isEmpty;
}

/// <summary>
/// A clip as it comes in, for one pass of reading: counted against a limit and the announced length, and never waited for without end.
/// </summary>
/// <param name="length">As announced, bytes; <see langword="null"/> when it was not.</param>
/// <param name="patience">Longest wait for the next bytes.</param>
internal sealed class ClipStream(Stream body, long? length, long mostBytes, TimeSpan patience, IProgress<double> progress) : Stream
{
    long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="ClipStreamException">It is empty, too large, or ends before its time.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (length > mostBytes)
        {
            throw TooLarge();
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var read = await ReadBodyAsync(buffer, limit.Token);
        _read += read;
        if (_read > mostBytes)
        {
            throw TooLarge();
        }

        if (read == 0 && buffer.Length > 0)
        {
            CheckEnd();
        }
        else if (length > 0)
        {
            progress.Report((double)_read / length.Value);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    async ValueTask<int> ReadBodyAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            // Told apart from what may be wrong with our own disk.
            throw new ClipStreamException($"The download broke after {_read} bytes.");
        }
    }

    ClipStreamException TooLarge() => new($"The clip has more than {mostBytes} bytes, the limit of Providers__MaxClipBytes.");

    void CheckEnd()
    {
        if (_read == 0)
        {
            throw new ClipStreamException("The clip's link gives an empty file.", isEmpty: true);
        }

        if (length is { } announced && announced != _read)
        {
            throw new ClipStreamException($"The download ended after {_read} of {announced} bytes.");
        }
    }
}
