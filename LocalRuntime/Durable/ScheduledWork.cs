using System.Diagnostics;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Puts what an orchestrator asked for, beside its activities, where it will be found: timers, children, and other instances' inboxes.</summary>
static class ScheduledWork
{
    public static void Add(Script script, ClaimedTurn turn, TurnOutcome outcome)
    {
        AddTimers(script, turn, outcome);

        if (outcome.Actions.OfType<StartChild>().ToList() is { Count: > 0 } children)
        {
            AddChildren(script, turn, children);
        }
    }

    /// <summary>The first activities of a turn, claimed by the process that saves it.</summary>
    public static IReadOnlyList<ClaimedTask> Claims(ClaimedTurn turn, IEnumerable<ScheduleTask> tasks)
    {
        var token = Guid.NewGuid();
        return [.. tasks.Select(task => new ClaimedTask(
            turn.InstanceId, turn.Execution, task.Id, task.Name, task.Input, 1, token, Trace(turn, task), turn.TraceState))];
    }

    static void AddTimers(Script script, ClaimedTurn turn, TurnOutcome outcome)
    {
        if (outcome.CancelledTimers.Count > 0)
        {
            script.Add("""
                delete from durable.inbox
                 where instance_id = $1 and execution = $2 and type = 'timer_fired' and event_id = any($3)
                """, Value.Text(turn.InstanceId), Value.Long(turn.Execution), Value.Numbers(outcome.CancelledTimers.Cast<int?>()));
        }

        var timers = Timers(outcome).ToList();
        if (timers.Count > 0)
        {
            script.Add("""
                insert into durable.inbox (instance_id, execution, type, event_id, visible_at)
                select $1, $2, 'timer_fired', * from unnest($3, $4)
                """,
                Value.Text(turn.InstanceId),
                Value.Long(turn.Execution),
                Value.Numbers(timers.Select(timer => (int?)timer.Id)),
                Value.Times(timers.Select(timer => NeverEarly(timer.FireAt))));
        }
    }

    static IEnumerable<CreateTimer> Timers(TurnOutcome outcome)
        => outcome.Actions.OfType<CreateTimer>().Where(timer => !outcome.CancelledTimers.Contains(timer.Id));

    /// <summary>PostgreSQL counts microseconds; what is finer is rounded up.</summary>
    static DateTime NeverEarly(DateTime time)
    {
        var surplus = time.Ticks % TimeSpan.TicksPerMicrosecond;
        return surplus == 0 || time > DateTime.MaxValue.AddDays(-1) ? time : time.AddTicks(TimeSpan.TicksPerMicrosecond - surplus);
    }

    /// <summary>A finished instance of the child's id is replaced; when the id is in use, the step fails, not the turn.</summary>
    static void AddChildren(Script script, ClaimedTurn turn, IReadOnlyList<StartChild> children)
    {
        var traces = children.Select(child => TraceLink.Below(StepSpan(turn, child))).ToList();
        script.Add("""
            delete from durable.instance where id = any($1) and status in ('completed', 'failed', 'terminated')
            """, Value.Texts(children.Select(child => child.InstanceId)));
        script.Add("""
            with wanted as (
              select *
                from unnest($5, $6, $7, $8, $9, $10, $11) as c (event_id, id, name, version, input, trace_parent, caller_span)
            ), child as (
              insert into durable.instance (id, name, version, input, parent_id, parent_name, parent_execution, parent_event_id,
                                            trace_parent, trace_state, caller_span)
              select id, name, version, input, $1, $2, $3, event_id, trace_parent, $4, caller_span
                from wanted order by id, event_id
              on conflict do nothing
              returning id, execution, parent_event_id
            ), started as (
              insert into durable.inbox (instance_id, execution, type)
              select id, execution, 'started' from child
            )
            insert into durable.inbox (instance_id, execution, type, event_id, payload)
            select $1, $3, 'child_failed', event_id, $12
              from wanted
             where event_id not in (select parent_event_id from child)
            """,
            Value.Text(turn.InstanceId),
            Value.Text(turn.Name),
            Value.Long(turn.Execution),
            Value.Text(turn.TraceState),
            Value.Numbers(children.Select(child => (int?)child.Id)),
            Value.Texts(children.Select(child => child.InstanceId)),
            Value.Texts(children.Select(child => child.Name)),
            Value.Texts(children.Select(child => child.Version)),
            Value.Texts(children.Select(child => child.Input)),
            Value.Texts(traces.Select(trace => trace.Parent)),
            Value.Texts(traces.Select(trace => trace.CallerSpan)),
            Value.Text(FailureJson.Write(FailureJson.IdTaken)));
    }

    /// <summary>The span from asking for a step to hearing of its end.</summary>
    static ActivityContext? StepSpan(ClaimedTurn turn, OrchestratorAction step)
        => turn.Span is { } own ? TraceLink.OfStep(own, turn.Execution, step.Id) : null;

    public static string? Trace(ClaimedTurn turn, ScheduleTask task) => StepSpan(turn, task) is { } span ? TraceLink.Header(span) : null;

    /// <summary>In the order in which they were sent; for an instance that is gone or has finished they are dropped.</summary>
    public static void AddSentEvents(Script script, TurnOutcome outcome)
    {
        if (outcome.Actions.OfType<SendEvent>().ToList() is { Count: > 0 } events)
        {
            // The lock keeps them from being purged before the events are in.
            script.Add("""
                with target as (
                  select id, start_at
                    from durable.instance
                   where id = any($1) and status in ('pending', 'running', 'suspended')
                     for key share
                )
                insert into durable.inbox (instance_id, type, name, payload, visible_at)
                select target.id, 'event_raised', e.name, e.payload, greatest(clock_timestamp(), target.start_at)
                  from unnest($1, $2, $3) with ordinality as e (instance_id, name, payload, n)
                  join target on target.id = e.instance_id
                 order by n
                """,
                Value.Texts(events.Select(sent => sent.InstanceId)),
                Value.Texts(events.Select(sent => sent.Name)),
                Value.Texts(events.Select(sent => sent.Payload)));
        }
    }
}
