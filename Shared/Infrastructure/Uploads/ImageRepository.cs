using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Uploads;

/// <param name="Kind">A brand's image or a product's.</param>
/// <param name="Id">Of the brand or product.</param>
public sealed record ImageOwner(UploadKind Kind, Guid Id)
{
    internal string Column => Kind == UploadKind.BrandImage ? "brand_id" : "product_id";
}

public sealed class ImageRepository(NpgsqlDataSource database)
{
    /// <summary>Takes the upload over as an image, once.</summary>
    /// <returns><see langword="false"/> when the upload was taken before; nothing was written.</returns>
    public async Task<bool> AddAsync(ImageOwner owner, CatalogImage image, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await UploadRepository.TakeAsync(connection, image.Id, cancellationToken))
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition($"""
            insert into images (id, {owner.Column}, asset_key, content_type, width, height, size_bytes, alt)
            values (@Id, @OwnerId, @AssetKey, @ContentType, @Width, @Height, @SizeBytes, @Alt)
            """, new
        {
            image.Id,
            OwnerId = owner.Id,
            image.AssetKey,
            image.ContentType,
            image.Width,
            image.Height,
            image.SizeBytes,
            image.Alt,
        }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<int> CountAsync(ImageOwner owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*)::int from images where {owner.Column} = @Id and removed_at is null", new { owner.Id }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes it from its owner; the file stays for videos that were made with it (<see cref="UploadSweep"/>).</summary>
    /// <returns><see langword="false"/> when the owner has no such image.</returns>
    public async Task<bool> RemoveAsync(ImageOwner owner, Guid imageId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition($"""
            update images
               set removed_at = clock_timestamp()
             where id = @imageId
               and {owner.Column} = @Id
               and removed_at is null
            """, new { imageId, owner.Id }, cancellationToken: cancellationToken)) == 1;
    }
}
