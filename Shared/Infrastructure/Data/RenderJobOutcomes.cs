using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Writes down what has become of an attempt, with its money in the same transaction. Each names the states that it may leave.
/// </summary>
public sealed class RenderJobOutcomes(NpgsqlDataSource database)
{
    /// <summary>The provider has a job for the attempt.</summary>
    /// <returns><see langword="false"/> when the attempt is over, or the job is another attempt's; nothing was written.</returns>
    public async Task<bool> AcceptAsync(Guid id, string providerJobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await AcceptAsync(connection, id, providerJobId, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <returns><see langword="false"/> when the attempt is over; nothing was written.</returns>
    /// <exception cref="PostgresException">A unique violation: the job is another attempt's.</exception>
    internal static async Task<bool> AcceptAsync(NpgsqlConnection connection, Guid id, string providerJobId, CancellationToken cancellationToken)
        => await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = case state when 'given_up' then 'given_up' else 'accepted' end, provider_job_id = @providerJobId, failure = null,
                   accepted_at = clock_timestamp(), looks = 0, looks_at = clock_timestamp(), seen = 'queued', seen_since = clock_timestamp(),
                   changed_at = clock_timestamp()
             where id = @id
               and (state in ('submitting', 'outcome_unknown') or state = 'given_up' and provider_job_id is null)
            """, new { id, providerJobId }, cancellationToken: cancellationToken)) == 1;

    /// <summary>Nobody knows whether the job exists; the reservation stays, since unknown counts as spent.</summary>
    public Task MarkUnknownAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken)
        => DoubtAsync(id, "submitting", failure, cancellationToken);

    /// <summary>The provider does not know the job any more that it had accepted; it may be billed all the same.</summary>
    public Task MarkMissingAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken)
        => DoubtAsync(id, "accepted", failure, cancellationToken);

    Task DoubtAsync(Guid id, string from, GenerationFailure failure, CancellationToken cancellationToken) => ExecuteAsync("""
        update render_jobs
           set state = 'outcome_unknown', failure = @failure, looks = 0, looks_at = clock_timestamp(), changed_at = clock_timestamp()
         where id = @id
           and state = @from
        """, new { id, from, failure }, cancellationToken);

    /// <summary>The attempt is no longer waited for; what it may cost stays reserved, and it is looked at again now and then.</summary>
    public Task GiveUpAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken) => ExecuteAsync("""
        update render_jobs
           set state = 'given_up', failure = @failure, looks = 0, looks_at = clock_timestamp() + interval '1 minute', changed_at = clock_timestamp()
         where id = @id
           and state in ('accepted', 'outcome_unknown')
        """, new { id, failure }, cancellationToken);

    /// <summary>Closes an attempt that brought nothing, at what it cost. One that is over stays as it is.</summary>
    /// <param name="fault"><see langword="null"/> when the provider had no part in it.</param>
    /// <param name="chargedUsd"><see langword="null"/> when nobody knows: then what was reserved counts as spent, and is asked about
    /// later.</param>
    public Task CloseAsync(
        Guid id, RenderJobState state, ProviderFault? fault, GenerationFailure failure, decimal? chargedUsd, CancellationToken cancellationToken)
        => CloseAsync(id, uncalled: false, state, fault, failure, chargedUsd, cancellationToken);

    /// <summary>Closes an attempt for which the provider was not called, and gives back what was reserved. One that was called stays as it is.</summary>
    public Task CloseUncalledAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken)
        => CloseAsync(id, uncalled: true, RenderJobState.Refused, fault: null, failure, chargedUsd: 0, cancellationToken);

    async Task CloseAsync(
        Guid id, bool uncalled, RenderJobState state, ProviderFault? fault, GenerationFailure failure, decimal? chargedUsd, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Ledger.LockVideoAsync(connection, id, cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = @state, fault = @fault, failure = @failure, changed_at = clock_timestamp(),
                   looks = 0, looks_at = case when @chargedUsd::numeric is null then clock_timestamp() + interval '1 hour' end
             where id = @id
               and state in ('submitting', 'accepted', 'outcome_unknown', 'given_up')
               and (not @uncalled or called_at is null)
            """, new { id, uncalled, state = Spelling.Of(state), fault = fault is { } known ? Spelling.Of(known) : null, failure, chargedUsd },
            cancellationToken: cancellationToken));
        if (rows == 1)
        {
            await Ledger.CloseAsync(connection, id, chargedUsd, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Nobody waits for a video's attempts any more. Those for which no provider was called are closed, and what was reserved for them is given
    /// back; the others are looked at by the watch from now on, which counts its own looks.
    /// </summary>
    internal static Task LeaveAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set looks = 0, looks_at = clock_timestamp()
             where video_id = @videoId
               and state in ('accepted', 'outcome_unknown');
            with closed as (
              update render_jobs
                 set state = 'refused', looks_at = null, changed_at = clock_timestamp()
               where video_id = @videoId
                 and state = 'submitting'
                 and called_at is null
              returning id)
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select l.video_id, l.brand_id, l.render_job_id, l.provider, 'release', l.amount_usd
              from ledger l
              join closed on closed.id = l.render_job_id
             where l.kind = 'reserve'
            """, new { videoId }, cancellationToken: cancellationToken));

    /// <summary>The provider charged less in the end than was settled.</summary>
    public async Task RefundAsync(Guid id, decimal chargedUsd, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Ledger.LockVideoAsync(connection, id, cancellationToken);
        await Ledger.RefundAsync(connection, id, chargedUsd, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update render_jobs set looks_at = null where id = @id", new { id }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Keeps the clip, settles the attempt and finishes the scene if it waits for this clip, all or nothing; a repetition changes nothing.
    /// </summary>
    /// <param name="chargedUsd">What was really charged; <see langword="null"/> when it is what was reserved.</param>
    public async Task FinishAsync(RenderJob job, Clip clip, decimal? chargedUsd, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Ledger.LockVideoAsync(connection, job.Id, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into clips (digest, asset_key, provider, model, seconds, size_bytes, cost_usd)
            values (@Digest, @AssetKey, @Provider, @Model, @Seconds, @SizeBytes, @CostUsd)
            on conflict (digest) do nothing
            """, clip, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = 'succeeded', failure = null, looks_at = null, changed_at = clock_timestamp()
             where id = @Id
               and state in ('submitting', 'accepted', 'outcome_unknown', 'given_up')
            """, new { job.Id }, cancellationToken: cancellationToken));
        // A clip that comes late is kept and paid; the scene may have another by then.
        var finished = await connection.ExecuteAsync(new CommandDefinition("""
            update video_scenes
               set state = 'finished', progress = 1, stand_in = @StandIn, failure = null, waiting_for = null, waiting_since = null,
                   changed_at = clock_timestamp()
             where video_id = @VideoId
               and number = @Scene
               and render_job_id = @Id
               and state in ('waiting', 'rendering')
            """, new { job.StandIn, job.VideoId, job.Scene, job.Id }, cancellationToken: cancellationToken));
        await Ledger.CloseAsync(connection, job.Id, chargedUsd, cancellationToken);
        if (finished == 1)
        {
            await VideoEvents.AppendAsync(connection, job.VideoId, "scene_finished", new { job.Scene, reused = false }, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    async Task ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
