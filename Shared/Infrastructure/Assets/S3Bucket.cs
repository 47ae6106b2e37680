using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// Brings a bucket into the state that links rely on. What others have set on it, other statements and other rules, stays.
/// </summary>
internal sealed class S3Bucket(AmazonS3Client s3, S3AssetOptions options, ILogger log)
{
    const string CorsRuleId = "videogen";
    readonly string _bucket = options.Bucket!;

    /// <exception cref="AssetStoreException">The bucket cannot be used; the message names the setting that may be wrong.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!options.ManageBucket)
            {
                await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket, MaxKeys = 1 }, cancellationToken);
                return;
            }

            await CreateAsync(cancellationToken);
            await OpenThumbnailsAsync(cancellationToken);
            await AllowOriginsAsync(cancellationToken);
        }
        catch (Exception problem) when (S3Problem.Explain(problem, options) is { } explanation)
        {
            throw new AssetStoreException(explanation, problem);
        }
    }

    async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket, MaxKeys = 1 }, cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            try
            {
                await s3.PutBucketAsync(new PutBucketRequest { BucketName = _bucket }, cancellationToken);
            }
            catch (AmazonS3Exception race) when (race.ErrorCode == "BucketAlreadyOwnedByYou")
            {
                // Another instance was first.
            }
        }
    }

    async Task OpenThumbnailsAsync(CancellationToken cancellationToken)
    {
        if (S3Policy.WithPublicThumbnails(await GetPolicyAsync(cancellationToken), _bucket) is not { } wanted)
        {
            return;
        }

        try
        {
            await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = _bucket, Policy = wanted }, cancellationToken);
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new AssetStoreException(
                $"The policy that lets everyone read {AssetKey.PublicPrefix} of bucket {_bucket} was refused: the key lacks "
                + "s3:PutBucketPolicy, or Block Public Access is on for the bucket or the account. Allow it, or set the policy by "
                + "other means and Assets__S3__ManageBucket=false.", refused);
        }
    }

    async Task<string?> GetPolicyAsync(CancellationToken cancellationToken)
    {
        // Where there is none the SDK does not throw: it hands out the error document as the policy.
        var answer = await s3.GetBucketPolicyAsync(_bucket, cancellationToken);
        return answer.HttpStatusCode switch
        {
            HttpStatusCode.OK => answer.Policy,
            HttpStatusCode.NotFound => null,
            var other => throw new AssetStoreException(
                $"The policy of bucket {_bucket} could not be read ({(int)other}). Allow s3:GetBucketPolicy, "
                + "or set Assets__S3__ManageBucket=false."),
        };
    }

    async Task AllowOriginsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var present = (await GetCorsAsync(cancellationToken))?.Rules ?? [];
            List<CORSRule> wanted = [.. present.Where(rule => rule.Id != CorsRuleId), .. Rules()];
            if (wanted.Count > 0)
            {
                await s3.PutCORSConfigurationAsync(_bucket, new CORSConfiguration { Rules = wanted }, cancellationToken);
            }
            else if (present.Count > 0)
            {
                await s3.DeleteCORSConfigurationAsync(_bucket, cancellationToken);
            }
        }
        catch (AmazonS3Exception unknown) when (unknown.StatusCode == HttpStatusCode.NotImplemented)
        {
            // MinIO has one CORS setting for the whole server, which allows all origins unless it is told otherwise.
            log.LogWarning("The S3 server has no CORS rules for single buckets; the origins of Assets__S3__AllowedOrigins must be "
                + "allowed in the server itself (MinIO: MINIO_API_CORS_ALLOW_ORIGIN)");
        }
    }

    IEnumerable<CORSRule> Rules()
    {
        if (options.AllowedOrigins.Count > 0)
        {
            yield return new CORSRule
            {
                Id = CorsRuleId,
                AllowedOrigins = [.. options.AllowedOrigins],
                AllowedMethods = ["GET", "HEAD", "PUT"],
                AllowedHeaders = ["*"],
                ExposeHeaders = ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
                MaxAgeSeconds = 3600,
            };
        }
    }

    async Task<CORSConfiguration?> GetCorsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await s3.GetCORSConfigurationAsync(_bucket, cancellationToken)).Configuration;
        }
        catch (AmazonS3Exception none) when (none.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
