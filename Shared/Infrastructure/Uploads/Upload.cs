using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Uploads;

/// <summary>A file that somebody has announced, and perhaps sent.</summary>
public sealed record Upload
{
    /// <summary>From then on it is cleared away, also when it was used: what uses it has a copy.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }
    public required string KindWord { get; init; }
    public required string FileName { get; init; }
    public required string ContentType { get; init; }

    /// <summary>As announced.</summary>
    public required long SizeBytes { get; init; }
    public required string AssetKey { get; init; }

    public UploadKind Kind => Spelling.Parse<UploadKind>(KindWord);
}
