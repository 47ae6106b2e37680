using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Infrastructure.Uploads;

/// <summary>
/// Clears away what nobody needs: uploads after a day, images that neither their brand or product nor a video has any more, and the files
/// of deleted references. Files go before their rows, so that one that could not be deleted is tried again.
/// </summary>
public sealed class UploadSweep(NpgsqlDataSource database, IAssetStore assets)
{
    /// <summary>A video that is just being created may still be about to name the image.</summary>
    static readonly TimeSpan JustRemoved = TimeSpan.FromMinutes(10);

    sealed record Row(Guid Id, string AssetKey);

    /// <returns>How many files were looked after; there may be more.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
        => await SweepAsync("""
            select id, asset_key
              from uploads u
             where created_at < clock_timestamp() - @Lifetime
               and not exists (select from reference_analyses where upload_id = u.id and status = 'measuring')
             order by created_at
             limit 500
            """, "delete from uploads where id = any(@ids)", new { Upload.Lifetime }, cancellationToken)
        + await SweepAsync("""
            select id, asset_key
              from images i
             where (removed_at < clock_timestamp() - @JustRemoved or (brand_id is null and product_id is null))
               and not exists (select from video_images where image_id = i.id)
             limit 500
            """, "delete from images where id = any(@ids)", new { JustRemoved }, cancellationToken)
        + await DeleteDiscardedAsync(cancellationToken);

    async Task<int> DeleteDiscardedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var count = 0;
        foreach (var prefix in await connection.QueryAsync<string>(new CommandDefinition("select prefix from discarded_assets limit 100", cancellationToken: cancellationToken)))
        {
            var keys = new List<string>();
            await foreach (var asset in assets.ListAsync(prefix, cancellationToken))
            {
                keys.Add(asset.Key);
            }

            await assets.DeleteManyAsync(keys, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition("delete from discarded_assets where prefix = @prefix", new { prefix }, cancellationToken: cancellationToken));
            count += keys.Count;
        }

        return count;
    }

    async Task<int> SweepAsync(string find, string delete, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(find, values, cancellationToken: cancellationToken))).AsList();
        if (rows.Count > 0)
        {
            await assets.DeleteManyAsync([.. rows.Select(row => row.AssetKey)], cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(delete, new { ids = rows.Select(row => row.Id).ToArray() }, cancellationToken: cancellationToken));
        }

        return rows.Count;
    }
}
