using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a video is made of, as it was when the video was created.</summary>
public sealed record VideoSnapshot
{
    public required Brand Brand { get; init; }
    public required Product Product { get; init; }
    public ReferenceAnalysis? Reference { get; init; }
    public required IReadOnlyList<CatalogImage> BrandImages { get; init; }
    public required IReadOnlyList<CatalogImage> ProductImages { get; init; }
}

/// <summary>Reads what <see cref="VideoRepository.AddAsync"/> has kept; edits of the catalog do not reach it.</summary>
public sealed class VideoSnapshots(NpgsqlDataSource database)
{
    /// <param name="videoId">Of a video that exists.</param>
    public async Task<VideoSnapshot> GetAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<VideoSnapshot>(new CommandDefinition($"""
            select coalesce(v.brand, b.content) as brand, coalesce(v.product, p.content) as product, coalesce(v.reference, r.content) as reference,
                   (select {CatalogImage.List} from video_images vi join images i on i.id = vi.image_id where vi.video_id = v.id and i.brand_id is not null) as brand_images,
                   (select {CatalogImage.List} from video_images vi join images i on i.id = vi.image_id where vi.video_id = v.id and i.product_id is not null) as product_images
              from videos v
              join brands b on b.id = v.brand_id
              join products p on p.id = v.product_id
              left join reference_analyses r on r.id = v.reference_id
             where v.id = @videoId
            """, new { videoId }, cancellationToken: cancellationToken));
    }
}
