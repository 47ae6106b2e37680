using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Saves a turn. Everything that the world sees of it commits together with its history; when another worker has claimed the instance
/// in the meantime, nothing does.
/// </summary>
/// <remarks>Lock order: the own instance first, then inserts. Claims lock with "no key update", which foreign keys do not wait
/// for.</remarks>
sealed class Checkpoint(DurableDatabase database)
{
    /// <param name="turn">The claim.</param>
    /// <param name="historyCount">Events that the execution's history already has.</param>
    /// <param name="news">What happened in this turn.</param>
    /// <param name="taken">Inbox rows that are used up.</param>
    /// <param name="outcome">What the turn came to.</param>
    /// <param name="cancellationToken">Saves nothing.</param>
    /// <returns><see langword="false"/> when the claim was lost: nothing was written, and the turn is somebody else's.</returns>
    public Task<bool> SaveAsync(
        ClaimedTurn turn,
        int historyCount,
        IReadOnlyList<HistoryEvent> news,
        IReadOnlyCollection<long> taken,
        TurnOutcome outcome,
        CancellationToken cancellationToken)
        => database.ChangeAsync(async connection =>
        {
            if (!await UpdateInstanceAsync(connection, turn, outcome, cancellationToken))
            {
                return Changes.None;
            }

            await connection.ExecuteAsync(new CommandDefinition(
                "delete from durable.inbox where id = any(@ids)", new { ids = taken.ToArray() }, cancellationToken: cancellationToken));

            if (outcome.ContinueAsNew is { } next)
            {
                await BeginNextExecutionAsync(connection, turn, next, cancellationToken);
            }
            else
            {
                var asked = outcome.Actions.Select(action => new HistoryEvent(action.Type, action.Id, action.StepName, null, turn.Now));
                await AppendHistoryAsync(connection, turn, historyCount, [.. news, .. asked], cancellationToken);
            }

            var finished = InstanceStatus.IsFinished(outcome.Status);
            if (finished)
            {
                await ClearAsync(connection, turn, cancellationToken);
                await TellFamilyAsync(connection, turn, outcome, cancellationToken);
            }
            else
            {
                await ScheduledWork.InsertAsync(connection, turn, outcome, cancellationToken);
            }

            await ScheduledWork.SendEventsAsync(connection, outcome, cancellationToken);
            return Changes.Turns
                | (outcome.Actions.Any(action => action is ScheduleTask) ? Changes.Tasks : Changes.None)
                | (finished || outcome.Status != turn.Status ? Changes.Statuses : Changes.None);
        }, cancellationToken);

    static async Task<bool> UpdateInstanceAsync(
        NpgsqlConnection connection, ClaimedTurn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update durable.instance
               set lease_token = null,
                   leased_until = '-infinity',
                   turn_attempts = 0,
                   turn_error = null,
                   status = @Status,
                   output = @output,
                   failure = @failure,
                   custom_status = coalesce(@CustomStatus, custom_status),
                   input = case when @continues then @next else input end,
                   execution = case when @continues then nextval('durable.execution') else execution end,
                   updated_at = clock_timestamp(),
                   completed_at = case when @finished then clock_timestamp() end
             where id = @InstanceId and lease_token = @Token
            """, new
        {
            turn.InstanceId,
            turn.Token,
            outcome.Status,
            outcome.CustomStatus,
            output = FailureJson.Storable(outcome.Output),
            failure = outcome.Failure is { } failure ? FailureJson.Write(failure) : null,
            continues = outcome.ContinueAsNew is not null,
            next = outcome.ContinueAsNew?.Input,
            finished = InstanceStatus.IsFinished(outcome.Status),
        }, cancellationToken: cancellationToken));
        return rows == 1;
    }

    static Task AppendHistoryAsync(
        NpgsqlConnection connection,
        ClaimedTurn turn,
        int historyCount,
        IReadOnlyList<HistoryEvent> events,
        CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into durable.history (instance_id, execution, seq, type, event_id, name, payload, at)
            select @InstanceId, @Execution, @historyCount + n, type, event_id, name, payload, at
              from unnest(@types, @eventIds, @names, @payloads, @times) with ordinality as e (type, event_id, name, payload, at, n)
            """, new
        {
            turn.InstanceId,
            turn.Execution,
            historyCount,
            types = events.Select(e => e.Type).ToArray(),
            eventIds = events.Select(e => e.EventId).ToArray(),
            names = events.Select(e => e.Name).ToArray(),
            payloads = events.Select(e => e.Payload).ToArray(),
            times = events.Select(e => e.At).ToArray(),
        }, cancellationToken: cancellationToken));

    /// <summary>
    /// Mail for the old execution goes; mail for any execution stays, and events that nobody took keep their place in it.
    /// </summary>
    static Task BeginNextExecutionAsync(
        NpgsqlConnection connection, ClaimedTurn turn, Continuation next, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            delete from durable.history where instance_id = @InstanceId;
            delete from durable.inbox where instance_id = @InstanceId and execution is not null;
            insert into durable.inbox (instance_id, execution, type)
            select id, execution, 'started' from durable.instance where id = @InstanceId;
            insert into durable.inbox (instance_id, type, name, payload, visible_at)
            select @InstanceId, 'event_raised', name, payload, at
              from unnest(@names, @payloads, @times) with ordinality as e (name, payload, at, n)
             order by n
            """, new
        {
            turn.InstanceId,
            names = next.Events.Select(e => e.Name).ToArray(),
            payloads = next.Events.Select(e => e.Payload).ToArray(),
            times = next.Events.Select(e => e.At).ToArray(),
        }, cancellationToken: cancellationToken));

    static Task ClearAsync(NpgsqlConnection connection, ClaimedTurn turn, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            delete from durable.inbox where instance_id = @InstanceId;
            delete from durable.task where instance_id = @InstanceId
            """, turn, cancellationToken: cancellationToken));

    /// <summary>
    /// The parent hears of the end, if it is still the execution that asked; on a recursive termination the children hear of it too.
    /// </summary>
    static Task TellFamilyAsync(NpgsqlConnection connection, ClaimedTurn turn, TurnOutcome outcome, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into durable.inbox (instance_id, execution, type, event_id, payload)
            select id, execution, @type, @ParentEventId, @payload
              from durable.instance
             where id = @ParentId and execution = @ParentExecution
               and status in ('pending', 'running', 'suspended');
            insert into durable.inbox (instance_id, type, name)
            select id, 'terminated', 'recursive'
              from durable.instance
             where @TerminatesChildren and parent_id = @InstanceId
               and status in ('pending', 'running', 'suspended')
            """, new
        {
            turn.InstanceId,
            turn.ParentId,
            turn.ParentExecution,
            turn.ParentEventId,
            outcome.TerminatesChildren,
            type = outcome.Status == InstanceStatus.Completed ? EventType.ChildDone : EventType.ChildFailed,
            payload = outcome.Status switch
            {
                InstanceStatus.Completed => outcome.Output,
                InstanceStatus.Terminated => null,
                _ => FailureJson.Write(outcome.Failure ?? FailureJson.Unknown),
            },
        }, cancellationToken: cancellationToken));
}
