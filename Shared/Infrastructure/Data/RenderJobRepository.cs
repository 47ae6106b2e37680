using System.Security.Cryptography;
using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>One attempt to have a scene rendered: a row of <c>render_jobs</c>.</summary>
public sealed record RenderJob
{
    public required Guid Id { get; init; }
    public required Guid VideoId { get; init; }
    public required int Run { get; init; }
    public required int Scene { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }

    /// <summary>Unguessable; names the attempt towards the provider.</summary>
    public required string Token { get; init; }
    public required string ClipDigest { get; init; }
    public required SceneBrief Brief { get; init; }
    public required string StateWord { get; init; }
    public string? ProviderJobId { get; init; }
    public GenerationFailure? Failure { get; init; }

    public RenderJobState State => Words.Parse<RenderJobState>(StateWord);
}

/// <summary>Why an attempt was not recorded.</summary>
public enum ReservationResult
{
    /// <summary>Recorded, or found as an earlier execution left it.</summary>
    Reserved,

    /// <summary>Not recorded: the video's cost would go over its limit.</summary>
    OverLimit,

    /// <summary>Not recorded: the video is not being rendered in this run.</summary>
    Stopped,
}

/// <summary>What an attempt is for and what it will cost.</summary>
public sealed record NewRenderJob(string Provider, string Model, string ClipDigest, SceneBrief Brief, decimal CostUsd);

/// <summary>The guard against paying twice: attempts are recorded before, and answered after, the one call to the provider.</summary>
public sealed class RenderJobRepository(NpgsqlDataSource database)
{
    const string Columns = "id, video_id, run, scene, provider, model, token, clip_digest, brief, state as state_word, provider_job_id, failure";

    public async Task<RenderJob> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<RenderJob>(new CommandDefinition(
            $"select {Columns} from render_jobs where id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Records the attempt and reserves its cost in one transaction. An open attempt at the same clip, of this run or an
    /// earlier one, is taken up instead: what may already be paid for is never ordered again.
    /// </summary>
    public async Task<(ReservationResult Result, Guid? JobId)> ReserveAsync(SceneKey scene, NewRenderJob job, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Reservations of one video wait for each other, so that none sees a limit that another has just used up.
        var video = await VideoRepository.LockAsync(connection, scene.Run.VideoId, cancellationToken);
        if (video is not { Status: VideoStatus.VideoRendering } || video.Run != scene.Run.Run)
        {
            return (ReservationResult.Stopped, null);
        }

        if (await FindOpenAsync(connection, scene, job.ClipDigest, cancellationToken) is { } open)
        {
            return (ReservationResult.Reserved, open);
        }

        if (video.CostUsd + job.CostUsd > video.MaxCostUsd)
        {
            return (ReservationResult.OverLimit, null);
        }

        var id = await InsertAsync(connection, scene, job, cancellationToken);
        await Ledger.ReserveAsync(connection, id, job.CostUsd, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update video_scenes
               set state = 'rendering', progress = 0, provider = @Provider, clip_digest = @ClipDigest, reused = false, changed_at = clock_timestamp()
             where video_id = @VideoId
               and number = @Scene
            """, new { job.Provider, job.ClipDigest, scene.Run.VideoId, scene.Scene }, cancellationToken: cancellationToken));
        await VideoEvents.AppendAsync(connection, scene.Run.VideoId, "scene_started", new { scene.Scene, job.Provider }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (ReservationResult.Reserved, id);
    }

    /// <summary>Takes the right to call the provider for this attempt. It is given once.</summary>
    /// <returns><see langword="false"/> when it was given before; the provider may have been called.</returns>
    public async Task<bool> TakeCallAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set called_at = clock_timestamp(), changed_at = clock_timestamp()
             where id = @id
               and state = 'submitting'
               and called_at is null
            """, new { id }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task AcceptAsync(Guid id, string providerJobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = 'accepted', provider_job_id = @providerJobId, changed_at = clock_timestamp()
             where id = @id
               and state in ('submitting', 'outcome_unknown')
            """, new { id, providerJobId }, cancellationToken: cancellationToken));
    }

    /// <summary>Nobody knows whether the job exists; the reservation stays, since unknown counts as spent.</summary>
    public async Task MarkUnknownAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = 'outcome_unknown', failure = @failure, changed_at = clock_timestamp()
             where id = @id
               and state = 'submitting'
            """, new { id, failure }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Closes an open attempt as <see cref="RenderJobState.Refused"/> or <see cref="RenderJobState.Failed"/> and gives its reservation back.
    /// An attempt that is over stays as it is, with what it cost.
    /// </summary>
    public async Task CloseAsync(Guid id, RenderJobState state, GenerationFailure failure, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = @state, failure = @failure, changed_at = clock_timestamp()
             where id = @id
               and state in ('submitting', 'accepted')
            """, new { id, state = Words.Of(state), failure }, cancellationToken: cancellationToken));
        if (rows == 1)
        {
            await Ledger.ReleaseAsync(connection, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Keeps the clip, settles the attempt and finishes the scene, all or nothing; a repetition changes nothing.</summary>
    public async Task FinishAsync(RenderJob job, Clip clip, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into clips (digest, asset_key, provider, model, seconds, size_bytes, cost_usd)
            values (@Digest, @AssetKey, @Provider, @Model, @Seconds, @SizeBytes, @CostUsd)
            on conflict (digest) do nothing
            """, clip, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs set state = 'succeeded', changed_at = clock_timestamp() where id = @Id;
            update video_scenes
               set state = 'finished', progress = 1, clip_digest = @ClipDigest, failure = null, changed_at = clock_timestamp()
             where video_id = @VideoId
               and number = @Scene;
            """, job, cancellationToken: cancellationToken));
        await Ledger.SettleAsync(connection, job.Id, clip.CostUsd, cancellationToken);
        await VideoEvents.AppendAsync(connection, job.VideoId, "scene_finished", new { job.Scene, reused = false }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    static Task<Guid?> FindOpenAsync(NpgsqlConnection connection, SceneKey scene, string clipDigest, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            select id
              from render_jobs
             where video_id = @VideoId
               and scene = @Scene
               and (clip_digest = @clipDigest and state in ('submitting', 'accepted', 'outcome_unknown')
                    or run = @Run and attempt = @Attempt)
             order by created_at desc
             limit 1
            """, new { scene.Run.VideoId, scene.Run.Run, scene.Scene, scene.Attempt, clipDigest }, cancellationToken: cancellationToken));

    static Task<Guid> InsertAsync(NpgsqlConnection connection, SceneKey scene, NewRenderJob job, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<Guid>(new CommandDefinition("""
            insert into render_jobs (id, video_id, run, scene, attempt, provider, model, token, clip_digest, brief)
            values (@id, @VideoId, @Run, @Scene, @Attempt, @Provider, @Model, @token, @ClipDigest, @Brief)
            returning id
            """, new
        {
            id = Guid.CreateVersion7(),
            scene.Run.VideoId,
            scene.Run.Run,
            scene.Scene,
            scene.Attempt,
            job.Provider,
            job.Model,
            token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            job.ClipDigest,
            job.Brief,
        }, cancellationToken: cancellationToken));
}
