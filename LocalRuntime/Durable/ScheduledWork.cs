using System.Diagnostics;
using Dapper;
using Npgsql;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Puts what an orchestrator asked for where it will be found: tasks, timers, children, and other instances' inboxes.</summary>
static class ScheduledWork
{
    public static async Task InsertAsync(
        NpgsqlConnection connection, ClaimedTurn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Actions.OfType<ScheduleTask>().ToList() is { Count: > 0 } tasks)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into durable.task (instance_id, execution, trace_state, event_id, name, input, trace_parent)
                select @InstanceId, @Execution, @TraceState, * from unnest(@eventIds, @names, @inputs, @traces)
                """, new
            {
                turn.InstanceId,
                turn.Execution,
                eventIds = tasks.Select(task => task.Id).ToArray(),
                names = tasks.Select(task => task.Name).ToArray(),
                inputs = tasks.Select(task => task.Input).ToArray(),
                turn.TraceState,
                traces = tasks.Select(task => StepSpan(turn, task) is { } span ? TraceLink.Header(span) : null).ToArray(),
            }, cancellationToken: cancellationToken));
        }

        await TimersAsync(connection, turn, outcome, cancellationToken);

        if (outcome.Actions.OfType<StartChild>().ToList() is { Count: > 0 } children)
        {
            await StartChildrenAsync(connection, turn, children, cancellationToken);
        }
    }

    static async Task TimersAsync(NpgsqlConnection connection, ClaimedTurn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.CancelledTimers.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                delete from durable.inbox
                 where instance_id = @InstanceId and execution = @Execution and type = 'timer_fired' and event_id = any(@ids)
                """, new
            {
                turn.InstanceId,
                turn.Execution,
                ids = outcome.CancelledTimers.ToArray(),
            }, cancellationToken: cancellationToken));
        }

        var timers = outcome.Actions.OfType<CreateTimer>().Where(timer => !outcome.CancelledTimers.Contains(timer.Id)).ToList();
        if (timers.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into durable.inbox (instance_id, execution, type, event_id, visible_at)
                select @InstanceId, @Execution, 'timer_fired', * from unnest(@eventIds, @times)
                """, new
            {
                turn.InstanceId,
                turn.Execution,
                eventIds = timers.Select(timer => timer.Id).ToArray(),
                times = timers.Select(timer => NeverEarly(timer.FireAt)).ToArray(),
            }, cancellationToken: cancellationToken));
        }
    }

    /// <summary>PostgreSQL counts microseconds; what is finer is rounded up.</summary>
    static DateTime NeverEarly(DateTime time)
    {
        var surplus = time.Ticks % TimeSpan.TicksPerMicrosecond;
        return surplus == 0 || time > DateTime.MaxValue.AddDays(-1) ? time : time.AddTicks(TimeSpan.TicksPerMicrosecond - surplus);
    }

    /// <summary>A finished instance of the child's id is replaced; when the id is in use, the step fails, not the turn.</summary>
    static Task StartChildrenAsync(
        NpgsqlConnection connection, ClaimedTurn turn, IReadOnlyList<StartChild> children, CancellationToken cancellationToken)
    {
        var traces = children.Select(child => TraceLink.Below(StepSpan(turn, child))).ToList();
        return connection.ExecuteAsync(new CommandDefinition("""
            delete from durable.instance where id = any(@ids) and status in ('completed', 'failed', 'terminated');

            with wanted as (
              select * from unnest(@eventIds, @ids, @names, @versions, @inputs, @traces, @callers)
                as c (event_id, id, name, version, input, trace_parent, caller_span)
            ), child as (
              insert into durable.instance (id, name, version, input, parent_id, parent_name, parent_execution, parent_event_id,
                                            trace_parent, trace_state, caller_span)
              select id, name, version, input, @InstanceId, @Name, @Execution, event_id, trace_parent, @TraceState, caller_span
                from wanted order by id, event_id
              on conflict do nothing
              returning id, execution, parent_event_id
            ), started as (
              insert into durable.inbox (instance_id, execution, type)
              select id, execution, 'started' from child
            )
            insert into durable.inbox (instance_id, execution, type, event_id, payload)
            select @InstanceId, @Execution, 'child_failed', event_id, @idTaken
              from wanted
             where event_id not in (select parent_event_id from child)
            """, new
        {
            turn.InstanceId,
            turn.Name,
            turn.Execution,
            eventIds = children.Select(child => child.Id).ToArray(),
            ids = children.Select(child => child.InstanceId).ToArray(),
            names = children.Select(child => child.Name).ToArray(),
            versions = children.Select(child => child.Version).ToArray(),
            inputs = children.Select(child => child.Input).ToArray(),
            idTaken = FailureJson.Write(FailureJson.IdTaken),
            turn.TraceState,
            traces = traces.Select(trace => trace.Parent).ToArray(),
            callers = traces.Select(trace => trace.CallerSpan).ToArray(),
        }, cancellationToken: cancellationToken));
    }

    /// <summary>The span from asking for a step to hearing of its end.</summary>
    static ActivityContext? StepSpan(ClaimedTurn turn, OrchestratorAction step)
        => turn.Span is { } own ? TraceLink.OfStep(own, turn.Execution, step.Id) : null;

    /// <summary>One by one, in the order in which they were sent; for an instance that is gone or has finished they are dropped.</summary>
    public static async Task SendEventsAsync(NpgsqlConnection connection, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (var sent in outcome.Actions.OfType<SendEvent>())
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into durable.inbox (instance_id, type, name, payload, visible_at)
                select id, 'event_raised', @Name, @Payload, greatest(clock_timestamp(), start_at)
                  from durable.instance
                 where id = @InstanceId and status in ('pending', 'running', 'suspended')
                """, sent, cancellationToken: cancellationToken));
        }
    }
}
