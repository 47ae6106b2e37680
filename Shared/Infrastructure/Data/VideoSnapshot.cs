using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a video is made of, as <see cref="VideoRepository.AddAsync"/> has kept it; edits of the catalog do not reach it.</summary>
public sealed record VideoSnapshot
{
    internal const string OfVideo = $"""
        select coalesce(v.brand, b.content) as brand, coalesce(v.product, p.content) as product, coalesce(v.reference, r.content) as reference,
               (select {CatalogImage.List} from video_images vi join images i on i.id = vi.image_id where vi.video_id = v.id and i.brand_id is not null) as brand_images,
               (select {CatalogImage.List} from video_images vi join images i on i.id = vi.image_id where vi.video_id = v.id and i.product_id is not null) as product_images
          from videos v
          join brands b on b.id = v.brand_id
          join products p on p.id = v.product_id
          left join reference_analyses r on r.id = v.reference_id
         where v.id = @videoId
        """;

    public required Brand Brand { get; init; }
    public required Product Product { get; init; }
    public ReferenceAnalysis? Reference { get; init; }
    public required IReadOnlyList<CatalogImage> BrandImages { get; init; }
    public required IReadOnlyList<CatalogImage> ProductImages { get; init; }
}
