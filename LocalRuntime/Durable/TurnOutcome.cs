using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What a turn came to; saved in one transaction.</summary>
/// <param name="Status">The instance's new status.</param>
/// <param name="Actions">New steps, by number.</param>
/// <param name="CancelledTimers">Steps whose timers nobody waits for any more.</param>
/// <param name="CustomStatus">JSON.</param>
sealed record TurnOutcome(
    string Status,
    IReadOnlyList<OrchestratorAction> Actions,
    IReadOnlyList<int> CancelledTimers,
    string? CustomStatus)
{
    /// <summary>Whether the instance ends with no activity open: it completes only when all that it started has ended.</summary>
    public bool LeavesNothing => Status == InstanceStatus.Completed;

    /// <summary>Of a finished instance: JSON, or of a failed one plain text.</summary>
    public string? Output { get; init; }

    /// <summary>Of a failed instance; what its parent is told.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether running children are terminated as well.</summary>
    public bool TerminatesChildren { get; init; }

    public Continuation? ContinueAsNew { get; init; }

    public static TurnOutcome Fail(TaskFailureDetails failure, string? output = null) => new(InstanceStatus.Failed, [], [], null)
    {
        Failure = failure,
        Output = output ?? failure.ToString(),
    };
}

/// <summary>The next execution of an instance.</summary>
/// <param name="Input">JSON.</param>
/// <param name="Events">Events that nobody has taken, oldest first.</param>
sealed record Continuation(string? Input, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>
    /// Mail for the old execution goes; mail for any execution stays, and events that nobody took keep their place in it.
    /// </summary>
    public void Begin(Script script, string instanceId)
    {
        script.Add("delete from durable.history where instance_id = $1", Value.Text(instanceId));
        script.Add("delete from durable.inbox where instance_id = $1 and execution is not null", Value.Text(instanceId));
        script.Add("""
            insert into durable.inbox (instance_id, execution, type)
            select id, execution, 'started' from durable.instance where id = $1
            """, Value.Text(instanceId));
        if (Events.Count > 0)
        {
            script.Add("""
                insert into durable.inbox (instance_id, type, name, payload, visible_at)
                select $1, 'event_raised', name, payload, at
                  from unnest($2, $3, $4) with ordinality as e (name, payload, at, n)
                 order by n
                """,
                Value.Text(instanceId),
                Value.Texts(Events.Select(e => e.Name)),
                Value.Texts(Events.Select(e => e.Payload)),
                Value.Times(Events.Select(e => e.At)));
        }
    }
}
