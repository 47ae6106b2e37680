namespace VideoGen.Infrastructure.Data;

/// <summary>A picture of a brand or product, checked when it was taken over.</summary>
/// <param name="AssetKey">Of a PNG, JPEG or WebP; it stays as long as this brand or product, or a video made of it, has the
/// picture.</param>
/// <param name="Width">Pixels, as it is looked at.</param>
/// <param name="Alt">What is seen on it, in words.</param>
public sealed record CatalogImage(Guid Id, string AssetKey, string ContentType, int Width, int Height, long SizeBytes, string Alt)
{
    /// <summary>Rows <c>i</c> of <c>images</c> as a list, the oldest first.</summary>
    internal const string List = """
        coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'asset_key', i.asset_key, 'content_type', i.content_type,
          'width', i.width, 'height', i.height, 'size_bytes', i.size_bytes, 'alt', i.alt) order by i.id), '[]')
        """;
}
