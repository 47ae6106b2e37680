using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>Whether the provider may be called for an attempt now.</summary>
public enum CallAnswer
{
    /// <summary>The right is given, once; committed before the caller learns of it.</summary>
    Given,

    /// <summary>It was given before; the provider may have been called.</summary>
    GivenBefore,

    /// <summary>Not yet: the provider's limits are used up. The place in the queue is kept for who asks again in time.</summary>
    Wait,

    /// <summary>The provider is not called by anybody now.</summary>
    CircuitOpen,

    /// <summary>The attempt is over.</summary>
    Closed,

    /// <summary>Its video is not rendered any more.</summary>
    NotWanted,
}

/// <param name="Wait">When to ask again.</param>
/// <param name="CalledAt">When it was given, see <see cref="RenderJob.CalledAt"/>.</param>
public sealed record CallRight(CallAnswer Answer, TimeSpan Wait = default, DateTime? CalledAt = null);

/// <summary>
/// Gives out the right to call a provider, in one transaction and one at a time: no more jobs under way and no more submits per minute than
/// the provider allows, over all videos and processes, in the order in which attempts were made.
/// </summary>
public sealed class CallGate(NpgsqlDataSource database)
{
    /// <summary>So much later than announced somebody may ask and still be in the queue; then the next are served.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    public async Task<CallRight> TakeAsync(RenderJob job, ProviderContract contract, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var circuits = await LockAsync(connection, job, cancellationToken);
        var asked = await connection.QuerySingleOrDefaultAsync<(string State, bool Called)>(new CommandDefinition(
            "select state, called_at is not null from render_jobs where id = @Id for update", new { job.Id }, cancellationToken: cancellationToken));
        if (asked is not { State: "submitting" or "outcome_unknown" })
        {
            return new(CallAnswer.Closed);
        }

        // Asked after the attempt's row is locked: whoever cancels the video from now on waits for it, and finds that it was called.
        if (!await IsWantedAsync(connection, job, cancellationToken))
        {
            return new(CallAnswer.NotWanted);
        }

        if (asked.Called)
        {
            return new(CallAnswer.GivenBefore);
        }

        if (circuits.Any(circuit => circuit.Bars(job.Id) > TimeSpan.Zero))
        {
            return new(CallAnswer.CircuitOpen);
        }

        var wait = await WaitAsync(connection, job, contract, circuits, cancellationToken);
        if (wait > TimeSpan.Zero)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update render_jobs set asks_at = clock_timestamp() + @wait where id = @Id", new { wait, job.Id }, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return new(CallAnswer.Wait, wait);
        }

        var calledAt = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("""
            update render_jobs
               set called_at = clock_timestamp(), last_call_at = clock_timestamp(), changed_at = clock_timestamp(), asks_at = null,
                   looks_at = clock_timestamp() + interval '10 minutes'
             where id = @Id
            returning called_at;
            update provider_circuits
               set probe_job_id = @Id, probe_at = clock_timestamp()
             where provider = @Provider
               and model in ('', @Model)
               and fault is not null;
            update video_scenes
               set state = 'rendering', waiting_for = null, waiting_since = null
             where render_job_id = @Id
               and video_id = @VideoId
               and waiting_for is not null
            """, new { job.Id, job.Provider, job.Model, job.VideoId }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new(CallAnswer.Given, CalledAt: calledAt);
    }

    /// <summary>The call whose answer was lost is about to be made again.</summary>
    public async Task RepeatAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update render_jobs set last_call_at = clock_timestamp() where id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>The call proved that no job exists and may be made again: gives the right back.</summary>
    public async Task PutBackAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set called_at = null, changed_at = clock_timestamp()
             where id = @id
               and state = 'submitting'
            """, new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>The provider's own circuit, which is also the lock, and that of the model.</summary>
    static async Task<IReadOnlyList<ProviderCircuit>> LockAsync(
        NpgsqlConnection connection, RenderJob job, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition($"""
            select {ProviderCircuits.Columns}
              from provider_circuits
             where provider = @Provider
               and model in ('', @Model)
             order by model
               for update
            """, new { job.Provider, job.Model }, cancellationToken: cancellationToken);
        var rows = (await connection.QueryAsync<ProviderCircuit>(command)).AsList();
        if (rows.Any(row => row.Model.Length == 0))
        {
            return rows;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "insert into provider_circuits (provider) values (@Provider) on conflict do nothing", new { job.Provider }, cancellationToken: cancellationToken));
        return (await connection.QueryAsync<ProviderCircuit>(command)).AsList();
    }

    static Task<bool> IsWantedAsync(NpgsqlConnection connection, RenderJob job, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from videos where id = @VideoId and status = 'video_rendering' and deleting_since is null)",
            new { job.VideoId }, cancellationToken: cancellationToken));

    static async Task<TimeSpan> WaitAsync(
        NpgsqlConnection connection, RenderJob job, ProviderContract contract, IReadOnlyList<ProviderCircuit> circuits, CancellationToken cancellationToken)
    {
        var throttled = circuits.Max(circuit => circuit.ThrottledFor);
        if (throttled > TimeSpan.Zero)
        {
            return throttled;
        }

        // Longer than this no job can be under way. One of which nobody knows whether it exists takes no place: somebody may have to look
        // it up, and if the provider does have it, the worst is that the next one is refused for now, or waits there.
        var longest = contract.QueuedAtMost + contract.RunsAtMost;
        var (underWay, lastMinute, nextMinute, ahead) = await connection.QuerySingleAsync<(int, int, TimeSpan, int)>(new CommandDefinition("""
            select (select count(*)::int
                      from render_jobs
                     where provider = @Provider
                       and state in ('submitting', 'accepted')
                       and called_at > clock_timestamp() - @longest),
                   count(c.*)::int,
                   coalesce(min(c.last_call_at) + interval '60 seconds' - clock_timestamp(), interval '0'),
                   (select count(*)::int
                      from render_jobs o
                      join render_jobs mine on mine.id = @Id
                     where o.provider = @Provider
                       and o.state = 'submitting'
                       and o.called_at is null
                       and o.asks_at > clock_timestamp() - @Grace
                       and (o.created_at, o.id) < (mine.created_at, mine.id))
              from (select last_call_at
                      from render_jobs
                     where provider = @Provider
                       and last_call_at > clock_timestamp() - interval '60 seconds') c
            """, new { job.Provider, job.Id, longest, Grace }, cancellationToken: cancellationToken));
        if (contract.MaxPerMinute is { } most && lastMinute + ahead >= most)
        {
            return lastMinute >= most ? Max(nextMinute, contract.PollEvery) : contract.PollEvery;
        }

        var free = contract.MaxConcurrent - underWay;
        return ahead < free ? TimeSpan.Zero : Min(contract.PollEvery * Math.Max(1, ahead - Math.Max(free, 0) + 1), contract.PollAtMostEvery);
    }

    static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
