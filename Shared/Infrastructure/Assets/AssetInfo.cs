namespace VideoGen.Infrastructure.Assets;

/// <summary>What a store knows of an asset without opening it.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">As browsers see it.</param>
/// <param name="ETag">Opaque and without quotes; another value whenever the asset was replaced.</param>
/// <param name="ModifiedAt">When it was stored; S3 servers may round to seconds.</param>
public sealed record AssetInfo(string Key, long Size, string ContentType, string ETag, DateTimeOffset ModifiedAt);
