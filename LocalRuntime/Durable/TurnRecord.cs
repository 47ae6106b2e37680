using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What any turn writes: the instance, the mail that it used up, its history and its activities.</summary>
/// <remarks>
/// One statement, because a statement costs more than a row. Where the claim was lost it writes nothing, and refuses all that is sent with it.
/// </remarks>
static class TurnRecord
{
    const string Instance = """
        with mine as (
          update durable.instance
             set lease_token = $3,
                 leased_until = case when $3 is null then '-infinity' else clock_timestamp() + $4 end,
                 turn_attempts = case when $3 is null then 0 else 1 end,
                 turn_error = null,
                 status = $5,
                 output = $6,
                 failure = $7,
                 custom_status = coalesce($8, custom_status),
                 input = case when $9 then $10 else input end,
                 execution = case when $9 then nextval('durable.execution') else execution end,
                 events = case when $9 then 0 else $11 end,
                 updated_at = clock_timestamp(),
                 started_at = coalesce(started_at, $12),
                 completed_at = case when $13 then clock_timestamp() end
           where id = $1 and lease_token = $2
          returning execution
        ), events as (
          insert into durable.history (instance_id, execution, seq, type, event_id, name, payload, at)
          select $1, $15, $16 + n, type, event_id, name, payload, at
            from unnest($17, $18, $19, $20, $21) with ordinality as e (type, event_id, name, payload, at, n)
           where (select true from mine)
        )
        """;

    const string TakenMail = """
        , taken as (
          delete from durable.inbox where instance_id = $1 and id = any($14) and (select true from mine)
        )
        """;

    /// <summary>Also what nobody has seen, for nobody will.</summary>
    const string AllMail = """
        , taken as (
          delete from durable.inbox where instance_id = $1 and (select true from mine)
        )
        """;

    /// <summary>The first ones are claimed.</summary>
    const string Activities = """
        , activities as (
          insert into durable.task (instance_id, execution, trace_state, event_id, name, input, trace_parent,
                                    attempt, lease_token, visible_at)
          select $1, $15, $22, event_id, name, input, trace_parent,
                 case when n <= $27 then 1 else 0 end,
                 case when n <= $27 then $28 end,
                 case when n <= $27 then clock_timestamp() + $4 else clock_timestamp() end
            from unnest($23, $24, $25, $26) with ordinality as t (event_id, name, input, trace_parent, n)
           where (select true from mine)
        )
        """;

    /// <summary>The execution from here on, and the time.</summary>
    const string Result = """
        select execution, clock_timestamp(), case when execution is null then durable.held(false) end
          from (values (1)) as always left join mine on true
        """;

    const string WithActivities = $"{Instance}{TakenMail}{Activities} {Result}";
    const string WithoutActivities = $"{Instance}{TakenMail} {Result}";
    const string AtEnd = $"{Instance}{AllMail} {Result}";

    /// <param name="script">Gets the statement, which comes first in it.</param>
    /// <param name="turn">The claim.</param>
    /// <param name="added">What the history gets.</param>
    /// <param name="taken">Inbox rows that are used up.</param>
    /// <param name="outcome">What the turn came to.</param>
    /// <param name="offer">What is claimed with it.</param>
    public static void Add(
        Script script,
        ClaimedTurn turn,
        IReadOnlyList<HistoryEvent> added,
        IReadOnlyCollection<long> taken,
        TurnOutcome outcome,
        Offer offer)
    {
        var isEnd = InstanceStatus.IsFinished(outcome.Status);
        var record = script.AddQuery(
            outcome.LeavesNothing ? AtEnd : WithoutActivities,
            Value.Text(turn.InstanceId),
            Value.Token(turn.Token),
            Value.Token(offer.Same),
            Value.Span(offer.LeaseTime),
            Value.Text(outcome.Status),
            Value.Text(FailureJson.Storable(outcome.Output)),
            Value.Text(outcome.Failure is { } failure ? FailureJson.Write(failure) : null),
            Value.Text(outcome.CustomStatus),
            Value.Flag(outcome.ContinueAsNew is not null),
            Value.Text(outcome.ContinueAsNew?.Input),
            Value.Number(turn.Events + added.Count),
            Value.Time(turn.Now),
            Value.Flag(isEnd),
            Value.Longs(taken),
            Value.Long(turn.Execution),
            Value.Number(turn.Events),
            Value.Texts(added.Select(e => e.Type)),
            Value.Numbers(added.Select(e => e.EventId)),
            Value.Texts(added.Select(e => e.Name)),
            Value.Texts(added.Select(e => e.Payload)),
            Value.Times(added.Select(e => e.At)));
        if (!isEnd && outcome.Actions.OfType<ScheduleTask>().ToList() is { Count: > 0 } tasks)
        {
            record.CommandText = WithActivities;
            foreach (var parameter in Activity(turn, tasks, offer))
            {
                record.Parameters.Add(parameter);
            }
        }
    }

    static NpgsqlParameter[] Activity(ClaimedTurn turn, IReadOnlyList<ScheduleTask> tasks, Offer offer) =>
    [
        Value.Text(turn.TraceState),
        Value.Numbers(tasks.Select(task => (int?)task.Id)),
        Value.Texts(tasks.Select(task => task.Name)),
        Value.Texts(tasks.Select(task => task.Input)),
        Value.Texts(tasks.Select(task => ScheduledWork.Trace(turn, task))),
        Value.Number(offer.Tasks.Count),
        Value.Token(offer.Tasks.Count > 0 ? offer.Tasks[0].Token : null),
    ];
}
