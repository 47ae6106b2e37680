using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Assets;

/// <summary>Assets in a bucket of an S3 server; links are presigned URLs, which the server itself answers.</summary>
/// <remarks>
/// Needs GetObject, PutObject, DeleteObject, AbortMultipartUpload and ListBucket; more to manage the bucket (<see cref="S3Bucket"/>).
/// </remarks>
public sealed class S3AssetStore : IAssetStore, IDisposable
{
    /// <summary>What one call of DeleteObjects takes.</summary>
    const int DeletesPerCall = 1000;

    readonly S3AssetOptions _options;
    readonly string _bucket;
    readonly AmazonS3Client _s3;
    readonly AmazonS3Client _links;
    readonly ILogger _log;

    public S3AssetStore(IOptions<AssetOptions> options, ILogger<S3AssetStore> log)
    {
        _options = options.Value.S3;
        _bucket = _options.Bucket!;
        _log = log;
        _s3 = Client(_options, _options.Endpoint);
        // The host name is part of what is signed, so links need a client of their own for theirs.
        _links = Client(_options, string.IsNullOrEmpty(_options.PublicEndpoint) ? _options.Endpoint : _options.PublicEndpoint);
    }

    public Task PrepareAsync(CancellationToken cancellationToken) => new S3Bucket(_s3, _options, _log).PrepareAsync(cancellationToken);

    public async Task<AssetInfo> PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        AssetKey.Check(key);
        AssetContentType.Check(key, contentType);
        var size = await new S3Upload(_s3, _bucket, key).SendAsync(content, cancellationToken);
        // Asked for, not assumed: a server that does not know the SDK's chunked uploads stores their framing along with the bytes.
        var stored = await HeadAsync(key, cancellationToken) ?? throw new AssetNotFoundException(key);
        return stored.Size == size
            ? stored
            : throw new AssetStoreException($"{key} was sent with {size} bytes and stored with {stored.Size}: the server does not speak "
                + "the S3 protocol in full, or another writer came between.");
    }

    public async Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        AssetKey.Check(key);
        try
        {
            return (await _s3.GetObjectAsync(_bucket, key, cancellationToken)).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new AssetNotFoundException(key, missing);
        }
    }

    public async Task<AssetInfo?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        AssetKey.Check(key);
        try
        {
            var head = await _s3.GetObjectMetadataAsync(_bucket, key, cancellationToken);
            return Describe(key, head.ContentLength, head.ETag, head.LastModified);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<AssetInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AssetKey.CheckPrefix(prefix);
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = prefix, ContinuationToken = next };
            var page = await _s3.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return Describe(found.Key, found.Size ?? 0, found.ETag, found.LastModified);
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    public async Task DeleteManyAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            AssetKey.Check(key);
        }

        foreach (var some in keys.Chunk(DeletesPerCall))
        {
            var objects = some.Select(key => new KeyVersion { Key = key }).ToList();
            var request = new DeleteObjectsRequest { BucketName = _bucket, Objects = objects, Quiet = true };
            await _s3.DeleteObjectsAsync(request, cancellationToken);
        }
    }

    public string CreateLink(string key, AssetLinkMethod method, TimeSpan lifetime, string? fileName = null, long? uploadBytes = null)
    {
        AssetLink.Check(key, method, lifetime, fileName, uploadBytes);
        var request = LinkRequest(key, lifetime);
        if (fileName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = AssetLink.Attachment(fileName);
        }

        if (method == AssetLinkMethod.Put)
        {
            // Headers of the request to come: signed, so an upload with others is refused.
            request.Verb = HttpVerb.PUT;
            request.ContentType = AssetContentType.Of(key);
            request.Headers.ContentLength = uploadBytes!.Value;
        }

        return _links.GetPreSignedURL(request);
    }

    public string PublicLink(string key)
    {
        AssetKey.CheckPublic(key);
        // The SDK knows where buckets and endpoints go in an address; without its signature it is the plain one.
        var signed = _links.GetPreSignedURL(LinkRequest(key, AssetLink.LongestLifetime));
        return signed[..signed.IndexOf('?', StringComparison.Ordinal)];
    }

    public void Dispose()
    {
        _s3.Dispose();
        _links.Dispose();
    }

    GetPreSignedUrlRequest LinkRequest(string key, TimeSpan lifetime) => new()
    {
        BucketName = _bucket,
        Key = key,
        Expires = DateTime.UtcNow + lifetime,
        Protocol = _links.Config.ServiceURL is { } url && new Uri(url).Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS,
    };

    static AmazonS3Client Client(S3AssetOptions options, string? endpoint)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            // The SDK's newer default adds checksums in a form that many S3 servers refuse or store as part of the object.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (string.IsNullOrEmpty(endpoint))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = options.Region;
        }

        return string.IsNullOrEmpty(options.AccessKey)
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    static AssetInfo Describe(string key, long size, string etag, DateTime? modifiedAt)
        => new(key, size, AssetContentType.Of(key), etag.Trim('"'), new DateTimeOffset(modifiedAt!.Value.ToUniversalTime()));
}
