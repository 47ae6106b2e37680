using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace VideoGen.Infrastructure.Assets;

/// <summary>Says in the words of the settings why the S3 server could not be used.</summary>
internal static class S3Problem
{
    /// <returns><see langword="null"/> for what is not about the server or its settings, such as a cancellation.</returns>
    public static string? Explain(Exception problem, S3AssetOptions options)
    {
        var server = string.IsNullOrEmpty(options.Endpoint) ? $"AWS S3 in {options.Region}" : $"the S3 server at {options.Endpoint}";
        return problem switch
        {
            AmazonS3Exception { ErrorCode: "InvalidAccessKeyId" } => $"The access key is unknown to {server}: check Assets__S3__AccessKey.",
            AmazonS3Exception { ErrorCode: "SignatureDoesNotMatch" }
                => $"The secret key was refused by {server}: check Assets__S3__SecretKey.",
            AmazonS3Exception { ErrorCode: "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" }
                => $"The bucket {options.Bucket} lies in another region of {server}: check Assets__S3__Region. ({problem.Message})",
            AmazonS3Exception { ErrorCode: "BucketAlreadyExists" }
                => $"The bucket {options.Bucket} at {server} belongs to somebody else: choose another name in Assets__S3__Bucket.",
            AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden }
                => $"The key may not use the bucket {options.Bucket} at {server}: check Assets__S3__Bucket, Assets__S3__AccessKey and its "
                    + "rights, or set Assets__S3__ManageBucket=false if it may only read and write objects.",
            AmazonS3Exception { StatusCode: HttpStatusCode.NotFound }
                => $"There is no bucket {options.Bucket} at {server}: check Assets__S3__Bucket and Assets__S3__Endpoint.",
            AmazonS3Exception { StatusCode: > 0 } other
                => $"A wrong answer from {server}: {(int)other.StatusCode} {other.ErrorCode} {other.Message} Check Assets__S3__Endpoint.",
            AmazonServiceException or AmazonClientException or HttpRequestException
                => $"No answer from {server}: {Cause(problem)} Start it, or change Assets__S3__Endpoint; "
                    + "with Assets__Store=files none is needed.",
            _ => null,
        };
    }

    /// <summary>The innermost message: "Connection refused" rather than "an error occurred while sending".</summary>
    static string Cause(Exception problem) => problem.GetBaseException().Message;
}
