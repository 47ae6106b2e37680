using Dapper;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Claims instances that have mail, and gives them back.</summary>
sealed class TurnStore(DurableDatabase database, IOptions<DurableEngineOptions> options)
{
    /// <summary>Most messages that one turn takes; the rest is for the next.</summary>
    const int MostMessages = 1000;

    /// <returns><see langword="null"/> when no instance has mail and is free.</returns>
    public async Task<ClaimedTurn?> TryClaimAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // The inner clock is read once, as a subquery: a volatile call in the condition would keep the index from being used.
        return await connection.QuerySingleOrDefaultAsync<ClaimedTurn>(new CommandDefinition("""
            update durable.instance
               set lease_token = @token, leased_until = clock_timestamp() + @LeaseTime, turn_attempts = turn_attempts + 1
             where id = (select i.id
                           from durable.inbox m
                           join durable.instance i on i.id = m.instance_id
                          where m.visible_at <= (select clock_timestamp())
                            and i.leased_until <= clock_timestamp()
                          order by m.visible_at
                          limit 1
                            for no key update of i skip locked)
            returning id as instanceid, execution, name, version, status, input, parent_id as parentid, parent_name as parentname,
                      parent_execution as parentexecution, parent_event_id as parenteventid, turn_attempts as attempts, turn_error as error,
                      clock_timestamp() as now, lease_token as token,
                      trace_parent as traceparent, trace_state as tracestate, caller_span as callerspan, started_at as startedat
            """, new { token = Guid.NewGuid(), options.Value.LeaseTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Reads a claimed instance's history, in order.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(ClaimedTurn turn, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<HistoryEvent>(new CommandDefinition("""
            select type, event_id as eventid, name, payload, at
              from durable.history
             where instance_id = @InstanceId and execution = @Execution
             order by seq
            """, turn, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Reads the mail that was due at the claim. The start comes first; the rest in the order in which it fell due.</summary>
    public async Task<IReadOnlyList<Message>> ReadMailAsync(ClaimedTurn turn, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<Message>(new CommandDefinition("""
            select id, execution, type, event_id as eventid, name, payload, visible_at as at
              from durable.inbox
             where instance_id = @InstanceId and visible_at <= @Now
             order by type <> 'started', visible_at, id
             limit @MostMessages
            """, new { turn.InstanceId, turn.Now, MostMessages }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Ends a claim without a turn and throws away the mail that nobody can take.</summary>
    public Task<bool> DiscardAsync(ClaimedTurn turn, IEnumerable<long> messages, CancellationToken cancellationToken)
        => database.ChangeAsync(async connection =>
        {
            var owned = await connection.ExecuteAsync(new CommandDefinition("""
                update durable.instance
                   set lease_token = null, leased_until = '-infinity', turn_attempts = 0
                 where id = @InstanceId and lease_token = @Token
                """, turn, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition(
                "delete from durable.inbox where id = any(@ids)", new { ids = messages.ToArray() }, cancellationToken: cancellationToken));
            return owned == 1 ? Changes.Turns : Changes.None;
        }, cancellationToken);

    /// <summary>
    /// Ends a claim whose turn could not be saved; nobody claims the instance again before <paramref name="backOff"/> is over.
    /// </summary>
    /// <param name="turn">The claim.</param>
    /// <param name="error">Why, for those who look after the instance.</param>
    /// <param name="backOff">Zero or more.</param>
    /// <param name="cancellationToken">Leaves the claim to run out.</param>
    public async Task ReleaseAsync(ClaimedTurn turn, string error, TimeSpan backOff, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update durable.instance
               set lease_token = null, leased_until = clock_timestamp() + @backOff, turn_error = @error
             where id = @InstanceId and lease_token = @Token
            """, new { turn.InstanceId, turn.Token, error = FailureJson.Storable(error), backOff }, cancellationToken: cancellationToken));
    }

    /// <returns>Time until the next message falls due; <see langword="null"/> when none does within an hour.</returns>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<TimeSpan?>(new CommandDefinition("""
            select min(visible_at) - clock_timestamp()
              from durable.inbox
             where visible_at > (select clock_timestamp())
               and visible_at < (select clock_timestamp() + interval '1 hour')
            """, cancellationToken: cancellationToken));
    }
}

/// <summary>A row of the inbox.</summary>
/// <param name="Execution"><see langword="null"/>: any execution may take it.</param>
sealed record Message(long Id, long? Execution, string Type, int? EventId, string? Name, string? Payload, DateTime At)
{
    public HistoryEvent ToEvent() => new(Type, EventId, Name, Payload, At);
}
