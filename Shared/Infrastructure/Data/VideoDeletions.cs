using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A video that is gone for everybody, with what has to be known to remove the rest.</summary>
/// <param name="Scenes">The highest number of a scene in any run.</param>
/// <param name="Cancelled">It was under way when it was deleted.</param>
/// <param name="Animatics">All that were asked for, in every attempt.</param>
public sealed record DeletingVideo(Video Video, int Scenes, bool Cancelled, IReadOnlyList<AnimaticKey> Animatics);

/// <summary>
/// Removes a video in steps that may each be repeated, its row last: whatever stops in between is gone on with. Ledger entries stay, and so do
/// the rows of jobs that a provider still has, until it is known what they cost.
/// </summary>
public sealed class VideoDeletions(NpgsqlDataSource database)
{
    /// <summary>A job of which nothing more is to come.</summary>
    const string Over = "j.state in ('refused', 'succeeded', 'failed') and j.looks_at is null";

    /// <summary>Hides the video from now on; one under way is cancelled first.</summary>
    /// <returns><see langword="false"/> when the workspace has no such video.</returns>
    public async Task<bool> MarkAsync(Guid id, Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var marked = await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set deleting_since = clock_timestamp(), changed_at = clock_timestamp()
             where id = @id
               and workspace_id = @workspaceId
               and deleting_since is null
            """, new { id, workspaceId }, cancellationToken: cancellationToken));
        if (marked == 0)
        {
            return false;
        }

        await VideoDecisions.CancelAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<DeletingVideo?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var animatics = (await connection.QueryAsync<(int Revision, int Attempt)>(new CommandDefinition("""
            select revision, number from animatics, generate_series(1, attempt) as number where video_id = @id
            """, new { id }, cancellationToken: cancellationToken))).Select(row => new AnimaticKey(id, row.Revision, row.Attempt)).ToList();
        return (await connection.QueryAsync<Video, (int Scenes, bool Cancelled), DeletingVideo>(new CommandDefinition($"""
            select {VideoRepository.Columns},
                   greatest((select max(number) from video_scenes where video_id = v.id), (select max(scene) from render_jobs where video_id = v.id), 0) as scenes,
                   v.status = 'cancelled' and v.status_since >= v.deleting_since as cancelled
              from videos v
             where v.id = @id
               and v.deleting_since is not null
            """, new { id }, cancellationToken: cancellationToken), (video, more) => new(video, more.Scenes, more.Cancelled, animatics), splitOn: "scenes")).SingleOrDefault();
    }

    /// <summary>Marked longer ago than <paramref name="age"/>: whoever removed them has stopped.</summary>
    public async Task<IReadOnlyList<Guid>> ListLeftAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            "select id from videos where deleting_since < clock_timestamp() - @age order by deleting_since limit 100",
            new { age }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Removes all rows of the video but those of jobs that are not over, and keeps the receipt.</summary>
    /// <returns><see langword="null"/> when somebody else has done it.</returns>
    public async Task<DeletionReceipt?> RemoveAsync(DeletionReceipt receipt, CancellationToken cancellationToken)
    {
        var id = receipt.Id;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select true from videos where id = @id and deleting_since is not null for update", new { id }, cancellationToken: cancellationToken)))
        {
            return null;
        }

        var rows = new Dictionary<string, int>
        {
            ["render_jobs"] = await connection.ExecuteAsync(new CommandDefinition(
                $"delete from render_jobs j where j.video_id = @id and {Over}", new { id }, cancellationToken: cancellationToken)),
        };
        foreach (var table in await TablesAsync(connection, cancellationToken))
        {
            rows[table] = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                $"select count(*)::int from {table} where video_id = @id", new { id }, cancellationToken: cancellationToken));
        }

        rows["videos"] = await connection.ExecuteAsync(new CommandDefinition("delete from videos where id = @id", new { id }, cancellationToken: cancellationToken));
        var whole = receipt with
        {
            Rows = rows.Where(row => row.Value > 0).ToDictionary(),
            JobsUnderWay = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "select count(*)::int from render_jobs where video_id = @id", new { id }, cancellationToken: cancellationToken)),
        };
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into deleted_videos (video_id, receipt) values (@id, @receipt::jsonb)",
            new { id, receipt = DomainJson.Serialize(whole) }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return whole;
    }

    /// <summary>Videos that were removed longer ago than <paramref name="age"/> and of which something may be left.</summary>
    public async Task<IReadOnlyList<Guid>> ListUnsettledAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            // Not the oldest first: those may be the ones of which nothing can be settled yet.
            "select video_id from deleted_videos where not settled and at < clock_timestamp() - @age order by random() limit 100",
            new { age }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Removes the rows of jobs that have ended since; when there are none left, nothing more can come.</summary>
    public async Task SettleAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition($"""
            delete from render_jobs j where j.video_id = @id and {Over};
            update deleted_videos
               set settled = true
             where video_id = @id
               and not exists (select from render_jobs where video_id = @id)
            """, new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>The tables whose rows go with a video's, by their foreign keys.</summary>
    static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => (await connection.QueryAsync<string>(new CommandDefinition("""
            select c.conrelid::regclass::text
              from pg_constraint c
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
             where c.contype = 'f'
               and c.confrelid = 'videos'::regclass
               and c.confdeltype = 'c'
               and a.attname = 'video_id'
             order by 1
            """, cancellationToken: cancellationToken))).AsList();
}
