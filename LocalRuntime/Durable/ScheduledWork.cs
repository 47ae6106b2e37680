using System.Diagnostics;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Puts what an orchestrator asked for where it will be found: tasks, timers, children, and other instances' inboxes.</summary>
static class ScheduledWork
{
    /// <param name="script">Has the parameters InstanceId, Execution, Name and TraceState: the parent's.</param>
    /// <param name="turn">The parent's.</param>
    /// <param name="outcome">What the orchestrator asked for.</param>
    public static void Add(Script script, ClaimedTurn turn, TurnOutcome outcome)
    {
        if (outcome.Actions.OfType<ScheduleTask>().ToList() is { Count: > 0 } tasks)
        {
            script.Add("""
                insert into durable.task (instance_id, execution, trace_state, event_id, name, input, trace_parent)
                select @InstanceId, @Execution, @TraceState, * from unnest(@taskIds, @taskNames, @taskInputs, @taskTraces)
                """, new
            {
                taskIds = tasks.Select(task => task.Id).ToArray(),
                taskNames = tasks.Select(task => task.Name).ToArray(),
                taskInputs = tasks.Select(task => task.Input).ToArray(),
                taskTraces = tasks.Select(task => StepSpan(turn, task) is { } span ? TraceLink.Header(span) : null).ToArray(),
            });
        }

        AddTimers(script, outcome);

        if (outcome.Actions.OfType<StartChild>().ToList() is { Count: > 0 } children)
        {
            AddChildren(script, turn, children);
        }
    }

    static void AddTimers(Script script, TurnOutcome outcome)
    {
        if (outcome.CancelledTimers.Count > 0)
        {
            script.Add("""
                delete from durable.inbox
                 where instance_id = @InstanceId and execution = @Execution and type = 'timer_fired' and event_id = any(@cancelled)
                """, new { cancelled = outcome.CancelledTimers.ToArray() });
        }

        var timers = outcome.Actions.OfType<CreateTimer>().Where(timer => !outcome.CancelledTimers.Contains(timer.Id)).ToList();
        if (timers.Count > 0)
        {
            script.Add("""
                insert into durable.inbox (instance_id, execution, type, event_id, visible_at)
                select @InstanceId, @Execution, 'timer_fired', * from unnest(@timerIds, @timerTimes)
                """, new
            {
                timerIds = timers.Select(timer => timer.Id).ToArray(),
                timerTimes = timers.Select(timer => NeverEarly(timer.FireAt)).ToArray(),
            });
        }
    }

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
            delete from durable.instance where id = any(@childIds) and status in ('completed', 'failed', 'terminated');

            with wanted as (
              select *
                from unnest(@childSteps, @childIds, @childNames, @childVersions, @childInputs, @childTraces, @childCallers)
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
            childSteps = children.Select(child => child.Id).ToArray(),
            childIds = children.Select(child => child.InstanceId).ToArray(),
            childNames = children.Select(child => child.Name).ToArray(),
            childVersions = children.Select(child => child.Version).ToArray(),
            childInputs = children.Select(child => child.Input).ToArray(),
            childTraces = traces.Select(trace => trace.Parent).ToArray(),
            childCallers = traces.Select(trace => trace.CallerSpan).ToArray(),
            idTaken = FailureJson.Write(FailureJson.IdTaken),
        });
    }

    /// <summary>The span from asking for a step to hearing of its end.</summary>
    static ActivityContext? StepSpan(ClaimedTurn turn, OrchestratorAction step)
        => turn.Span is { } own ? TraceLink.OfStep(own, turn.Execution, step.Id) : null;

    /// <summary>In the order in which they were sent; for an instance that is gone or has finished they are dropped.</summary>
    public static void AddSentEvents(Script script, TurnOutcome outcome)
    {
        if (outcome.Actions.OfType<SendEvent>().ToList() is { Count: > 0 } events)
        {
            script.Add("""
                insert into durable.inbox (instance_id, type, name, payload, visible_at)
                select i.id, 'event_raised', e.name, e.payload, greatest(clock_timestamp(), i.start_at)
                  from unnest(@sentTo, @sentNames, @sentPayloads) with ordinality as e (instance_id, name, payload, n)
                  join durable.instance i on i.id = e.instance_id
                 where i.status in ('pending', 'running', 'suspended')
                 order by n
                """, new
            {
                sentTo = events.Select(sent => sent.InstanceId).ToArray(),
                sentNames = events.Select(sent => sent.Name).ToArray(),
                sentPayloads = events.Select(sent => sent.Payload).ToArray(),
            });
        }
    }
}
