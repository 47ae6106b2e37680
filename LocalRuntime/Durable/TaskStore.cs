using Dapper;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Claims activities, keeps them, and takes their results; who lost his lease writes nothing.</summary>
sealed class TaskStore(DurableDatabase database, IOptions<DurableEngineOptions> options)
{
    /// <param name="most">At least 1.</param>
    /// <param name="cancellationToken">A claim may have been made; its lease then runs out.</param>
    /// <returns>None when no activity waits.</returns>
    public async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<ClaimedTask>(new CommandDefinition("""
            update durable.task
               set lease_token = @token, visible_at = clock_timestamp() + @LeaseTime, attempt = attempt + 1
             where id = any (array(select id
                                     from durable.task
                                    where visible_at <= (select clock_timestamp())
                                    order by visible_at
                                    limit @most
                                      for update skip locked))
            returning id, instance_id as instanceid, event_id as eventid, name, input, attempt, lease_token as token,
                      trace_parent as traceparent, trace_state as tracestate
            """, new { token = Guid.NewGuid(), options.Value.LeaseTime, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns><see langword="false"/> when the lease is lost: the activity is run elsewhere, or nobody wants it any more.</returns>
    public async Task<bool> RenewAsync(ClaimedTask task, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update durable.task
               set visible_at = clock_timestamp() + @LeaseTime
             where id = @Id and lease_token = @Token
            """, new { task.Id, task.Token, options.Value.LeaseTime }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Ends the task and posts its result: both or neither, and once.</summary>
    /// <param name="task">The claim.</param>
    /// <param name="type"><see cref="EventType.TaskDone"/> or <see cref="EventType.TaskFailed"/>.</param>
    /// <param name="payload">JSON.</param>
    /// <param name="cancellationToken">Writes nothing.</param>
    /// <returns><see langword="false"/> when the lease is lost: nothing was written.</returns>
    public Task<bool> FinishAsync(ClaimedTask task, string type, string? payload, CancellationToken cancellationToken)
        => ChangeAsync("""
            with done as (
              delete from durable.task where id = @Id and lease_token = @Token
              returning instance_id, execution, event_id
            )
            insert into durable.inbox (instance_id, execution, type, event_id, payload)
            select instance_id, execution, @type, event_id, @payload from done
            """, new { task.Id, task.Token, type, payload }, Changes.Turns, cancellationToken);

    /// <summary>Gives an activity that was not finished to whoever comes next; the attempt does not count.</summary>
    public Task<bool> HandBackAsync(ClaimedTask task, CancellationToken cancellationToken)
        => ChangeAsync("""
            update durable.task
               set lease_token = null, visible_at = clock_timestamp(), attempt = attempt - 1
             where id = @Id and lease_token = @Token
            """, new { task.Id, task.Token }, Changes.Tasks, cancellationToken);

    async Task<bool> ChangeAsync(string sql, object parameters, Changes changes, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)) != 1)
        {
            return false;
        }

        database.Tell(changes);
        return true;
    }
}

/// <summary>An activity that this process runs.</summary>
/// <param name="Attempt">Claims so far, this one included.</param>
/// <param name="Token">The claim; who has another one writes nothing.</param>
/// <param name="TraceParent">The span of the step that waits for it; <see langword="null"/> when it is not traced.</param>
sealed record ClaimedTask(
    long Id,
    string InstanceId,
    int EventId,
    string Name,
    string? Input,
    int Attempt,
    Guid Token,
    string? TraceParent,
    string? TraceState);
