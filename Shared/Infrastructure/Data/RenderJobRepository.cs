using System.Security.Cryptography;
using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Attempts, recorded with their reservation before any provider is called; <see cref="RenderJobOutcomes"/> writes what comes of them.
/// </summary>
public sealed class RenderJobRepository(NpgsqlDataSource database)
{
    const string Columns = """
        j.id, j.video_id, j.run, j.scene, j.attempt, j.provider, j.model, j.token, j.clip_digest, j.brief, j.state as state_word, j.provider_job_id,
        j.failure, j.fault, j.hinted_job_id, j.superseded, j.stand_in, j.looks, j.cancel_asked_at is not null as cancel_asked,
        coalesce((select amount_usd from ledger where render_job_id = j.id and kind = 'reserve'), 0) as reserved_usd,
        clock_timestamp() - j.created_at as age, j.called_at, coalesce(clock_timestamp() - j.called_at, interval '0') as called_for,
        coalesce(clock_timestamp() - j.last_call_at, interval '0') as last_call_for,
        case when j.state = 'outcome_unknown' then clock_timestamp() - j.changed_at else interval '0' end as unknown_for,
        not exists (select from videos v where v.id = j.video_id and v.status <> 'cancelled' and v.deleting_since is null) as unwanted,
        case when j.seen = 'ready' then clock_timestamp() - j.seen_since else interval '0' end as ready_for
        """;

    public async Task<RenderJob> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<RenderJob>(new CommandDefinition(
            $"select {Columns} from render_jobs j where j.id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>All attempts at a scene, over all runs, oldest first.</summary>
    public async Task<IReadOnlyList<RenderJob>> ListAsync(Guid videoId, int scene, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<RenderJob>(new CommandDefinition(
            $"select {Columns} from render_jobs j where j.video_id = @videoId and j.scene = @scene order by j.created_at",
            new { videoId, scene }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Numbers of a video's scenes of which an attempt is open, with what it may cost reserved.</summary>
    public async Task<IReadOnlySet<int>> ListOpenScenesAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<int>(new CommandDefinition(
            "select scene from render_jobs where video_id = @videoId and state in ('submitting', 'accepted', 'outcome_unknown')",
            new { videoId }, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>
    /// The job that has been due longest for a look and that no scene waits for: of a video that is over, of an attempt that was given up,
    /// or a failed one whose cost is not known. Whoever gets it has five minutes before it is given out again; with one that costs nothing
    /// there is little to do, and while whoever died over it holds it, it holds a place at its provider.
    /// </summary>
    public async Task<RenderJob?> TakeUnattendedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RenderJob>(new CommandDefinition($"""
            with due as (
              update render_jobs taken
                 set looks_at = clock_timestamp() + case
                       when exists (select from ledger l where l.render_job_id = taken.id and l.kind = 'reserve' and l.amount_usd > 0)
                       then interval '5 minutes' else interval '10 seconds' end
               where id = (
                 select j.id
                   from render_jobs j
                  where j.looks_at <= clock_timestamp()
                    and not (j.state in ('submitting', 'accepted', 'outcome_unknown') and exists (
                      select from videos v
                        join video_scenes s on s.video_id = v.id
                       where v.id = j.video_id
                         and v.status = 'video_rendering'
                         and s.render_job_id = j.id
                         and s.state in ('waiting', 'rendering')))
                  order by j.looks_at
                  limit 1
                    for update skip locked)
              returning *)
            select {Columns} from due j
            """, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Records the attempt and reserves its cost in one transaction. An open attempt at the same scene, of this run or an
    /// earlier one, is taken up instead: what may already be paid for is never ordered again.
    /// </summary>
    public async Task<Reservation> ReserveAsync(SceneKey scene, NewRenderJob job, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Locks are taken in one order everywhere: video, brand, key, digest. Reservations of one video wait for each other, so that none
        // sees a limit that another has just used up.
        var video = await VideoRepository.LockAsync(connection, scene.Run.VideoId, cancellationToken);
        if (video is not { Status: VideoStatus.VideoRendering } || video.Run != scene.Run.Run)
        {
            return new(ReservationResult.Stopped);
        }

        if (await FindOpenAsync(connection, scene, cancellationToken) is { } open)
        {
            return new(ReservationResult.Reserved, open);
        }

        if (job.CostUsd > 0)
        {
            if (await SpendingRights.RefusalAsync(connection, video, job.CostUsd, cancellationToken) is { } refused)
            {
                return refused;
            }

            if (await IsOrderedElsewhereAsync(connection, job.ClipDigest, cancellationToken))
            {
                return new(ReservationResult.OrderedElsewhere);
            }
        }

        var id = await InsertAsync(connection, scene, job, cancellationToken);
        await Ledger.ReserveAsync(connection, id, job.CostUsd, cancellationToken);
        await SceneRepository.ShowAttemptAsync(connection, id, cancellationToken);
        await VideoEvents.AppendAsync(connection, scene.Run.VideoId, "scene_started", new { scene.Scene, job.Provider }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ReservationResult.Reserved, id);
    }

    static Task<Guid?> FindOpenAsync(NpgsqlConnection connection, SceneKey scene, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            select id
              from render_jobs
             where video_id = @VideoId
               and scene = @Scene
               and state in ('submitting', 'accepted', 'outcome_unknown')
             order by created_at desc
             limit 1
            """, new { scene.Run.VideoId, scene.Scene }, cancellationToken: cancellationToken));

    /// <summary>Two who order the same clip at once take turns here, so that the second sees the first.</summary>
    static async Task<bool> IsOrderedElsewhereAsync(NpgsqlConnection connection, string clipDigest, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended(@clipDigest, 0))", new { clipDigest }, cancellationToken: cancellationToken));
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (select from render_jobs where clip_digest = @clipDigest and state in ('submitting', 'accepted'))
                or exists (select from clips where digest = @clipDigest)
            """, new { clipDigest }, cancellationToken: cancellationToken));
    }

    static Task<Guid> InsertAsync(NpgsqlConnection connection, SceneKey scene, NewRenderJob job, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<Guid>(new CommandDefinition("""
            insert into render_jobs (id, video_id, run, scene, attempt, provider, model, token, clip_digest, brief, stand_in)
            select @id, @VideoId, @Run, @Scene, coalesce(max(attempt), 0) + 1, @Provider, @Model, @token, @ClipDigest, @Brief, @StandIn
              from render_jobs
             where video_id = @VideoId
               and run = @Run
               and scene = @Scene
            returning id
            """, new
        {
            id = Guid.CreateVersion7(),
            scene.Run.VideoId,
            scene.Run.Run,
            scene.Scene,
            job.Provider,
            job.Model,
            token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            job.ClipDigest,
            job.Brief,
            job.StandIn,
        }, cancellationToken: cancellationToken));
}
