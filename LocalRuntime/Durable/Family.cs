namespace VideoGen.LocalRuntime.Durable;

/// <summary>The end of an instance.</summary>
static class Family
{
    /// <summary>
    /// Nothing more is expected. The parent hears of the end, if it is still the execution that asked; on a recursive termination the
    /// children hear of it too.
    /// </summary>
    public static void Tell(Script script, ClaimedTurn turn, TurnOutcome outcome)
    {
        if (!outcome.LeavesNothing)
        {
            // Activities first: one that ends just now holds its row until its result is in the inbox, which is cleared then.
            script.Add("delete from durable.task where instance_id = $1", Value.Text(turn.InstanceId));
            script.Add("delete from durable.inbox where instance_id = $1", Value.Text(turn.InstanceId));
        }

        if (turn.ParentId is not null)
        {
            // The lock keeps the parent from being purged before the message is in.
            script.Add("""
                insert into durable.inbox (instance_id, execution, type, event_id, payload)
                select id, execution, $3, $4, $5
                  from durable.instance
                 where id = $1 and execution = $2
                   and status in ('pending', 'running', 'suspended')
                   for key share
                """,
                Value.Text(turn.ParentId),
                Value.Long(turn.ParentExecution),
                Value.Text(outcome.Status == InstanceStatus.Completed ? EventType.ChildDone : EventType.ChildFailed),
                Value.Number(turn.ParentEventId),
                Value.Text(outcome.Status switch
                {
                    InstanceStatus.Completed => outcome.Output,
                    InstanceStatus.Terminated => null,
                    _ => FailureJson.Write(outcome.Failure ?? FailureJson.Unknown),
                }));
        }

        if (outcome.TerminatesChildren)
        {
            script.Add("""
                insert into durable.inbox (instance_id, type, name)
                select id, 'terminated', 'recursive'
                  from durable.instance
                 where parent_id = $1 and status in ('pending', 'running', 'suspended')
                   for key share
                """, Value.Text(turn.InstanceId));
        }
    }
}
