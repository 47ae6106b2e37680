using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What is asked for when a video is created.</summary>
/// <param name="MaxCostUsd">The limit when no storyboard review sets one.</param>
/// <param name="ApiKeyId">The key that lets it spend, if it is one.</param>
/// <param name="Id">When the same video may be asked for twice; another one each time by default.</param>
public sealed record NewVideo(
    Guid BrandId, Guid ProductId, Guid? ReferenceId, GenerationOptions Options, decimal MaxCostUsd, Guid? ApiKeyId = null, Guid? Id = null);

/// <summary>Creates and reads videos; <see cref="VideoPhases"/> and <see cref="VideoDecisions"/> move them.</summary>
public sealed class VideoRepository(NpgsqlDataSource database)
{
    internal const string Columns = """
        v.id, v.workspace_id, v.brand_id, v.product_id, v.reference_id, v.origin_id, v.title, v.brand_name, v.product_name, v.options, v.status as status_word,
        v.status_since, v.run, v.started_run, v.phase_progress, v.failure, v.script_revision, v.storyboard_revision, v.approved_script_revision,
        v.approved_storyboard_revision, v.max_cost_usd, v.cost_usd, v.result, v.created_at, v.changed_at, v.completed_at,
        v.review_deadline, v.revising, v.revising_since, v.revise_failure,
        greatest(coalesce(v.review_deadline - clock_timestamp(), interval '1 hour'), interval '0') as review_left
        """;

    /// <summary>None while it is being deleted.</summary>
    internal const string OfId = $"select {Columns} from videos v where v.id = @videoId and v.deleting_since is null";

    /// <summary>Keeps with the video what it is made of, as it is now, and puts it where its brand is.</summary>
    /// <returns><see langword="null"/> when the brand, its product or the reference is not there, or not ready; nothing was
    /// written.</returns>
    public async Task<Guid?> AddAsync(NewVideo video, CancellationToken cancellationToken)
    {
        var id = video.Id ?? Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Of the row's versions one that was there has a deleter, the update here.
        var isNew = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition("""
            with video as (
              insert into videos (id, workspace_id, brand_id, product_id, reference_id, brand, product, reference, options, max_cost_usd, api_key_id)
              select @id, b.workspace_id, b.id, p.id, r.id, b.content, p.content, r.content, @Options, @MaxCostUsd, @ApiKeyId
                from brands b
                join products p on p.brand_id = b.id and p.id = @ProductId
                left join reference_analyses r on r.id = @ReferenceId and r.workspace_id = b.workspace_id and r.status = 'ready'
               where b.id = @BrandId
                 and (r.id is not null or @ReferenceId::uuid is null)
              on conflict (id) do update set id = excluded.id
              returning id, brand_id, product_id, videos.xmax = 0 as is_new),
            pictures as (
              insert into video_images (video_id, image_id)
              select v.id, i.id
                from video v
                join images i on i.brand_id = v.brand_id or i.product_id = v.product_id
               where v.is_new
                 and i.removed_at is null)
            select is_new from video
            """, new { id, video.BrandId, video.ProductId, video.ReferenceId, video.Options, video.MaxCostUsd, video.ApiKeyId },
            cancellationToken: cancellationToken));
        if (isNew is not true)
        {
            return isNew is null ? null : id;
        }

        await VideoEvents.AppendAsync(connection, id, "created", new { }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <returns><see langword="null"/> when there is no such video, or it is being deleted.</returns>
    public async Task<Video?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Video>(new CommandDefinition(OfId, new { videoId = id }, cancellationToken: cancellationToken));
    }

    /// <summary>Reads a video and keeps others from changing it until the caller's transaction ends.</summary>
    internal static async Task<Video?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        // Two statements: one that waits for the lock sees the ledger as it was before the wait.
        await connection.ExecuteAsync(new CommandDefinition("select from videos where id = @id for update", new { id }, cancellationToken: cancellationToken));
        return await connection.QuerySingleOrDefaultAsync<Video>(new CommandDefinition(
            $"select {Columns} from videos v where v.id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Runs that were stored longer ago than <paramref name="age"/> and whose orchestration has not begun.</summary>
    public async Task<IReadOnlyList<RunKey>> ListNotStartedAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<(Guid Id, int Run)>(new CommandDefinition("""
            select id, run
              from videos
             where status not in ('completed', 'failed', 'cancelled')
               and started_run < run
               and changed_at < clock_timestamp() - @age
             order by changed_at
             limit 100
            """, new { age }, cancellationToken: cancellationToken))).Select(row => new RunKey(row.Id, row.Run))];
    }

    /// <summary>Runs that were asked for a rewrite longer ago than <paramref name="age"/>, and that may not have heard of it.</summary>
    public async Task<IReadOnlyList<RunKey>> ListRevisingAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<(Guid Id, int Run)>(new CommandDefinition("""
            select id, run
              from videos
             where revising is not null
               and revising_since < clock_timestamp() - @age
               and status in ('script_ready', 'storyboard_ready')
             order by revising_since
             limit 100
            """, new { age }, cancellationToken: cancellationToken))).Select(row => new RunKey(row.Id, row.Run))];
    }

    /// <summary>
    /// Some of the runs that have begun and of which nothing was heard for <paramref name="silence"/>: by lot, since most wait for a person
    /// for days and would always come first.
    /// </summary>
    public async Task<IReadOnlyList<RunKey>> ListSilentAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<(Guid Id, int Run)>(new CommandDefinition("""
            select id, run
              from videos
             where status not in ('completed', 'failed', 'cancelled')
               and started_run = run
               and changed_at < clock_timestamp() - @silence
             order by random()
             limit 100
            """, new { silence }, cancellationToken: cancellationToken))).Select(row => new RunKey(row.Id, row.Run))];
    }
}
