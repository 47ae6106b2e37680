using Dapper;

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
    public async Task<bool> SaveAsync(
        ClaimedTurn turn,
        int historyCount,
        IReadOnlyList<HistoryEvent> news,
        IReadOnlyCollection<long> taken,
        TurnOutcome outcome,
        CancellationToken cancellationToken)
    {
        var finished = InstanceStatus.IsFinished(outcome.Status);
        var script = new Script();
        UpdateInstance(script, turn, outcome, finished);
        script.Add("delete from durable.inbox where id = any(@taken)", new { taken = taken.ToArray() });
        if (outcome.ContinueAsNew is { } next)
        {
            BeginNextExecution(script, next);
        }
        else
        {
            var asked = outcome.Actions.Select(action => new HistoryEvent(action.Type, action.Id, action.StepName, null, turn.Now));
            AppendHistory(script, historyCount, [.. news, .. asked]);
        }

        if (finished)
        {
            TellFamily(script, turn, outcome);
        }
        else
        {
            ScheduledWork.Add(script, turn, outcome);
        }

        ScheduledWork.AddSentEvents(script, outcome);
        if (!await script.RunAsync(database, cancellationToken))
        {
            return false;
        }

        database.Tell(Changes.Turns
            | (outcome.Actions.Any(action => action is ScheduleTask) ? Changes.Tasks : Changes.None)
            | (finished || outcome.Status != turn.Status ? Changes.Statuses : Changes.None));
        return true;
    }

    /// <summary>The parameters InstanceId, Execution, Name and TraceState are for the statements that follow, too.</summary>
    static void UpdateInstance(Script script, ClaimedTurn turn, TurnOutcome outcome, bool finished) => script.Add("""
        with saved as (
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
                 started_at = coalesce(started_at, @Now),
                 completed_at = case when @finished then clock_timestamp() end
           where id = @InstanceId and lease_token = @Token
          returning id
        )
        select durable.require(exists (select from saved))
        """, new
    {
        turn.InstanceId,
        turn.Execution,
        turn.Name,
        turn.Token,
        turn.Now,
        turn.TraceState,
        outcome.Status,
        outcome.CustomStatus,
        output = FailureJson.Storable(outcome.Output),
        failure = outcome.Failure is { } failure ? FailureJson.Write(failure) : null,
        continues = outcome.ContinueAsNew is not null,
        next = outcome.ContinueAsNew?.Input,
        finished,
    });

    static void AppendHistory(Script script, int historyCount, IReadOnlyList<HistoryEvent> events) => script.Add("""
        insert into durable.history (instance_id, execution, seq, type, event_id, name, payload, at)
        select @InstanceId, @Execution, @historyCount + n, type, event_id, name, payload, at
          from unnest(@types, @eventIds, @names, @payloads, @times) with ordinality as e (type, event_id, name, payload, at, n)
        """, new
    {
        historyCount,
        types = events.Select(e => e.Type).ToArray(),
        eventIds = events.Select(e => e.EventId).ToArray(),
        names = events.Select(e => e.Name).ToArray(),
        payloads = events.Select(e => e.Payload).ToArray(),
        times = events.Select(e => e.At).ToArray(),
    });

    /// <summary>
    /// Mail for the old execution goes; mail for any execution stays, and events that nobody took keep their place in it.
    /// </summary>
    static void BeginNextExecution(Script script, Continuation next) => script.Add("""
        delete from durable.history where instance_id = @InstanceId;
        delete from durable.inbox where instance_id = @InstanceId and execution is not null;
        insert into durable.inbox (instance_id, execution, type)
        select id, execution, 'started' from durable.instance where id = @InstanceId;
        insert into durable.inbox (instance_id, type, name, payload, visible_at)
        select @InstanceId, 'event_raised', name, payload, at
          from unnest(@keptNames, @keptPayloads, @keptTimes) with ordinality as e (name, payload, at, n)
         order by n
        """, new
    {
        keptNames = next.Events.Select(e => e.Name).ToArray(),
        keptPayloads = next.Events.Select(e => e.Payload).ToArray(),
        keptTimes = next.Events.Select(e => e.At).ToArray(),
    });

    /// <summary>
    /// Nothing more is expected. The parent hears of the end, if it is still the execution that asked; on a recursive termination the
    /// children hear of it too.
    /// </summary>
    static void TellFamily(Script script, ClaimedTurn turn, TurnOutcome outcome)
    {
        script.Add("""
            delete from durable.inbox where instance_id = @InstanceId;
            delete from durable.task where instance_id = @InstanceId
            """, new { });
        if (turn.ParentId is not null)
        {
            script.Add("""
                insert into durable.inbox (instance_id, execution, type, event_id, payload)
                select id, execution, @resultType, @ParentEventId, @result
                  from durable.instance
                 where id = @ParentId and execution = @ParentExecution
                   and status in ('pending', 'running', 'suspended')
                """, new
            {
                turn.ParentId,
                turn.ParentExecution,
                turn.ParentEventId,
                resultType = outcome.Status == InstanceStatus.Completed ? EventType.ChildDone : EventType.ChildFailed,
                result = outcome.Status switch
                {
                    InstanceStatus.Completed => outcome.Output,
                    InstanceStatus.Terminated => null,
                    _ => FailureJson.Write(outcome.Failure ?? FailureJson.Unknown),
                },
            });
        }

        if (outcome.TerminatesChildren)
        {
            script.Add("""
                insert into durable.inbox (instance_id, type, name)
                select id, 'terminated', 'recursive'
                  from durable.instance
                 where parent_id = @InstanceId and status in ('pending', 'running', 'suspended')
                """, new { });
        }
    }
}
