namespace VideoGen.Infrastructure.Data;

/// <summary>A record of the catalog with what the database adds to it.</summary>
public record Stored<T>
{
    public required Guid Id { get; init; }
    public required T Content { get; init; }

    /// <summary>1, and one more with every edit of the content.</summary>
    public required int Version { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ChangedAt { get; init; }

    /// <summary><see langword="null"/> of what has none.</summary>
    public IReadOnlyList<CatalogImage>? Images { get; init; }
}
