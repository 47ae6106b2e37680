using Dapper;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Claims instances that have mail, and gives them back.</summary>
sealed class TurnStore(DurableDatabase database, IOptions<DurableEngineOptions> options)
{
    /// <param name="most">At least 1.</param>
    /// <param name="cancellationToken">A claim may have been made; its lease then runs out.</param>
    /// <returns>None when no instance has mail and is free.</returns>
    public async Task<IReadOnlyList<ClaimedTurn>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // The inner clock is read once, as a subquery: a volatile call in the condition would keep the index from being used. An array,
        // not a join: instances are then looked up by their key, whatever the planner thinks of their number.
        return (await connection.QueryAsync<ClaimedTurn>(new CommandDefinition($"""
            update durable.instance
               set lease_token = @token, leased_until = clock_timestamp() + @LeaseTime, turn_attempts = turn_attempts + 1
             where id = any (array(select i.id
                                     from durable.inbox m
                                     join durable.instance i on i.id = m.instance_id
                                    where m.visible_at <= (select clock_timestamp())
                                      and i.leased_until <= clock_timestamp()
                                    order by m.visible_at
                                    limit @most
                                      for no key update of i skip locked))
            returning {TurnClaim.Columns}
            """, new { token = Guid.NewGuid(), options.Value.LeaseTime, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Reads the mail that is due. Not together with the claim: its snapshot may be older than the last turn.</summary>
    public async Task<IReadOnlyList<Message>> ReadMailAsync(ClaimedTurn turn, CancellationToken cancellationToken)
    {
        var script = new Script();
        TurnClaim.AddMail(script, turn.InstanceId);
        IReadOnlyList<Message> mail = [];
        await script.RunAsync(
            database, async rows => mail = await TurnClaim.ReadMailAsync(rows.Current, cancellationToken), cancellationToken);
        return mail;
    }

    public async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(ClaimedTurn turn, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<HistoryEvent>(new CommandDefinition("""
            select type, event_id as eventid, name, payload, at
              from durable.history
             where instance_id = @InstanceId and execution = @Execution
             order by seq
            """, new { turn.InstanceId, turn.Execution }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Ends a claim without a turn and throws away the mail that nobody can take.</summary>
    public async Task DiscardAsync(ClaimedTurn turn, IEnumerable<long> messages, CancellationToken cancellationToken)
    {
        var script = new Script();
        script.Add("""
            with mine as (
              update durable.instance
                 set lease_token = null, leased_until = '-infinity', turn_attempts = 0
               where id = $1 and lease_token = $2
              returning id
            )
            delete from durable.inbox using mine where instance_id = mine.id and inbox.id = any($3)
            """, Value.Text(turn.InstanceId), Value.Token(turn.Token), Value.Longs(messages));
        if (await script.RunAsync(database, cancellationToken))
        {
            database.Tell(Changes.Turns);
        }
    }

    /// <summary>
    /// Ends a claim whose turn could not be saved; nobody claims the instance again before <paramref name="backOff"/> is over.
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="token">The claim.</param>
    /// <param name="error">Why, for those who look after the instance.</param>
    /// <param name="backOff">Zero or more.</param>
    /// <param name="cancellationToken">Leaves the claim to run out.</param>
    public async Task ReleaseAsync(
        string instanceId, Guid token, string error, TimeSpan backOff, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update durable.instance
               set lease_token = null, leased_until = clock_timestamp() + @backOff, turn_error = @error
             where id = @instanceId and lease_token = @token
            """, new { instanceId, token, error = FailureJson.Storable(error), backOff }, cancellationToken: cancellationToken));
    }

    /// <param name="since">How long ago the last look began; what has fallen due from then on counts.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>Time until the next message falls due, or not more than zero; <see langword="null"/> when none does within an hour.</returns>
    public async Task<TimeSpan?> NextDueAsync(TimeSpan since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<TimeSpan?>(new CommandDefinition("""
            select min(visible_at) - clock_timestamp()
              from durable.inbox
             where visible_at > (select clock_timestamp() - @since)
               and visible_at < (select clock_timestamp() + interval '1 hour')
            """, new { since }, cancellationToken: cancellationToken));
    }
}

/// <summary>A row of the inbox.</summary>
/// <param name="Execution"><see langword="null"/>: any execution may take it.</param>
sealed record Message(long Id, long? Execution, string Type, int? EventId, string? Name, string? Payload, DateTime At)
{
    public HistoryEvent ToEvent() => new(Type, EventId, Name, Payload, At);
}
