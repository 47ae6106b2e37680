using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a video that is made anew takes over from its origin.</summary>
public enum Keep
{
    /// <summary>All is written anew, from brand, product and reference as they are now.</summary>
    Nothing,

    /// <summary>The script, and what it was written from; the storyboard is drawn anew.</summary>
    Script,

    /// <summary>Script and storyboard: finished scenes that stay the same cost nothing.</summary>
    Storyboard,
}

/// <summary>The script and storyboard that were taken over from another video; <see langword="null"/> what is to be made.</summary>
public sealed record KeptWork
{
    public Script? KeptScript { get; init; }
    public Storyboard? KeptStoryboard { get; init; }
}

/// <summary>Makes videos anew: another video, which names its origin.</summary>
public sealed class Regenerations(NpgsqlDataSource database)
{
    /// <param name="id">Of the new video; one that is there is given back as it is.</param>
    /// <param name="apiKeyId">Whose cap counts.</param>
    /// <returns><see langword="null"/> when the origin is gone, or something of the catalog that it was made of; nothing was
    /// written.</returns>
    public async Task<Guid?> AddAsync(
        Guid id, Guid originId, Keep keep, GenerationOptions options, decimal maxCostUsd, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from videos where id = @id)", new { id }, cancellationToken: cancellationToken)))
        {
            return id;
        }

        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            insert into videos (id, workspace_id, brand_id, product_id, reference_id, origin_id, brand, product, reference, options, max_cost_usd,
                                api_key_id, kept_script, kept_storyboard)
            select @id, o.workspace_id, o.brand_id, o.product_id, o.reference_id, o.id,
                   case when @keeps then coalesce(o.brand, b.content) else b.content end,
                   case when @keeps then coalesce(o.product, p.content) else p.content end,
                   case when @keeps then coalesce(o.reference, r.content) else r.content end,
                   @options, @maxCostUsd, @apiKeyId,
                   case when @keeps then (select content from video_revisions where video_id = o.id and revision = o.script_revision) end,
                   case when @keepsStoryboard then (select content from video_revisions where video_id = o.id and revision = o.storyboard_revision) end
              from videos o
              join brands b on b.id = o.brand_id
              join products p on p.id = o.product_id
              left join reference_analyses r on r.id = o.reference_id
             where o.id = @originId
               and o.deleting_since is null;

            insert into video_images (video_id, image_id)
            select v.id, i.id
              from videos v
              join images i on case when @keeps then exists (select from video_images where video_id = @originId and image_id = i.id)
                               else (i.brand_id = v.brand_id or i.product_id = v.product_id) and i.removed_at is null end
             where v.id = @id
            """, new { id, originId, options, maxCostUsd, apiKeyId, keeps = keep != Keep.Nothing, keepsStoryboard = keep == Keep.Storyboard },
            cancellationToken: cancellationToken));
        if (rows == 0)
        {
            return null;
        }

        await VideoEvents.AppendAsync(connection, id, "created", new { originId, keep }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    public async Task<KeptWork> FindKeptAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<KeptWork>(new CommandDefinition(
            "select kept_script, kept_storyboard from videos where id = @videoId", new { videoId }, cancellationToken: cancellationToken));
    }
}
