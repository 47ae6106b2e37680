using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// Sends a stream of unknown length: in one request if it fits into a part, otherwise part by part, one being read while the one
/// before is on its way. Two parts are in memory at most. The object appears when the last request is done.
/// </summary>
internal sealed class S3Upload(AmazonS3Client s3, string bucket, string key)
{
    /// <summary>S3 takes 10,000 parts, so 80 GiB is the most.</summary>
    const int PartBytes = 8 << 20;

    /// <returns>Bytes sent.</returns>
    public async Task<long> SendAsync(Stream content, CancellationToken cancellationToken)
    {
        var left = content.CanSeek ? content.Length - content.Position : PartBytes;
        // One byte more than is left, so that a short stream is seen to end within its first part.
        var part = ArrayPool<byte>.Shared.Rent((int)Math.Min(left + 1, PartBytes));
        try
        {
            var count = await FillAsync(content, part, cancellationToken);
            if (count == part.Length)
            {
                return await SendPartsAsync(content, part, cancellationToken);
            }

            var request = new PutObjectRequest
            {
                BucketName = bucket,
                Key = key,
                InputStream = Part(part, count),
                ContentType = AssetContentType.Of(key),
            };
            request.Headers.CacheControl = AssetLink.CacheControl(key);
            await s3.PutObjectAsync(request, cancellationToken);
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }

    async Task<long> SendPartsAsync(Stream content, byte[] first, CancellationToken cancellationToken)
    {
        var start = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = AssetContentType.Of(key) };
        start.Headers.CacheControl = AssetLink.CacheControl(key);
        var uploadId = (await s3.InitiateMultipartUploadAsync(start, cancellationToken)).UploadId;
        var second = ArrayPool<byte>.Shared.Rent(first.Length);
        Task<PartETag>? sending = null;
        try
        {
            var parts = new List<PartETag>();
            var (filled, free, count, total) = (first, second, first.Length, 0L);
            do
            {
                var next = SendPartAsync(uploadId, parts.Count + 1, filled, count, cancellationToken);
                sending = next;
                total += count;
                (filled, free) = (free, filled);
                count = await FillAsync(content, filled, cancellationToken);
                parts.Add(await next);
            }
            while (count > 0);

            var all = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartETags = parts };
            await s3.CompleteMultipartUploadAsync(all, cancellationToken);
            return total;
        }
        catch
        {
            // A part that is still being sent reads its buffer, which must not yet go back to the pool.
            await EndAsync(sending);
            // Also when the caller gave up: parts that are neither completed nor aborted are stored, and paid for, unseen.
            await EndAsync(s3.AbortMultipartUploadAsync(bucket, key, uploadId, CancellationToken.None));
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(second);
        }
    }

    async Task<PartETag> SendPartAsync(string uploadId, int number, byte[] bytes, int count, CancellationToken cancellationToken)
    {
        var request = new UploadPartRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = uploadId,
            PartNumber = number,
            InputStream = Part(bytes, count),
        };
        var sent = await s3.UploadPartAsync(request, cancellationToken);
        return new PartETag(number, sent.ETag);
    }

    /// <summary>Waits, and keeps a second failure from hiding the first.</summary>
    static async Task EndAsync(Task? sending)
    {
        if (sending is not null)
        {
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static MemoryStream Part(byte[] bytes, int count) => new(bytes, 0, count, writable: false);

    static async Task<int> FillAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
        => await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
}
