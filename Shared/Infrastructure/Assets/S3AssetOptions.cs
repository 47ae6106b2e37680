namespace VideoGen.Infrastructure.Assets;

/// <summary>An S3 server: AWS, MinIO, Ceph or another. As environment variables: <c>Assets__S3__Bucket</c> and so on.</summary>
public sealed class S3AssetOptions
{
    /// <summary>For example <c>http://localhost:9000</c>. Default: none, which is AWS in <see cref="Region"/>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Goes into signatures; most servers but AWS take any. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Required; 3 to 63 lower-case letters, digits, hyphens and dots.</summary>
    public string? Bucket { get; set; }

    /// <summary>
    /// Default: what the AWS SDK finds (environment, profile, role of the machine). Only together with <see cref="SecretKey"/>.
    /// </summary>
    public string? AccessKey { get; set; }

    /// <summary>Only together with <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// The bucket in the path (true) or in the host name (false). Default: true with an <see cref="Endpoint"/>, false for AWS.
    /// </summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>The server as browsers see it, for links, where that is another host name. Default: <see cref="Endpoint"/>.</summary>
    public string? PublicEndpoint { get; set; }

    /// <summary>
    /// Origins of pages that may load assets by script and use upload links, for example <c>https://videos.example.com</c>
    /// (<c>Assets__S3__AllowedOrigins__0</c>). Default: none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Whether the app creates the bucket and sets its policy and CORS rules at start; false where others look after the bucket and the
    /// app may not. Default true.
    /// </summary>
    public bool ManageBucket { get; set; } = true;

    internal bool PathStyle => ForcePathStyle ?? !string.IsNullOrEmpty(Endpoint);

    internal IEnumerable<string> Problems()
    {
        if (Bucket is not { Length: >= 3 and <= 63 } || !Bucket.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.'))
        {
            yield return "Assets__S3__Bucket names the bucket: 3 to 63 lower-case letters, digits, hyphens and dots.";
        }

        if (string.IsNullOrEmpty(Region))
        {
            yield return "Assets__S3__Region names the region, for example us-east-1.";
        }

        if (!string.IsNullOrEmpty(Endpoint) && !AssetOptions.IsHttp(Endpoint))
        {
            yield return "Assets__S3__Endpoint is an absolute http or https address, or empty for AWS.";
        }

        if (!string.IsNullOrEmpty(PublicEndpoint) && !AssetOptions.IsHttp(PublicEndpoint))
        {
            yield return "Assets__S3__PublicEndpoint is an absolute http or https address, or empty.";
        }

        if (string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey))
        {
            yield return "Assets__S3__AccessKey and Assets__S3__SecretKey are set together or not at all.";
        }
    }
}
