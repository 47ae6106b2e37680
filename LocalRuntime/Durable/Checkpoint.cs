namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Saves a turn. Everything that the world sees of it commits together with its history; when another worker has claimed the instance
/// in the meantime, nothing does.
/// </summary>
/// <remarks>
/// Lock order: the own instance first, then inserts, last the parent. Claims lock with "no key update", which who only keeps an instance
/// from going does not wait for.
/// </remarks>
sealed class Checkpoint(DurableDatabase database)
{
    /// <param name="turn">The claim.</param>
    /// <param name="news">What happened in this turn.</param>
    /// <param name="taken">Inbox rows that are used up.</param>
    /// <param name="outcome">What the turn came to.</param>
    /// <param name="offer">What this process goes on with at once.</param>
    /// <param name="cancellationToken">Saves nothing.</param>
    /// <returns><see langword="null"/> when the claim was lost: nothing was written, and the turn is somebody else's.</returns>
    public async Task<Saved?> SaveAsync(
        ClaimedTurn turn,
        IReadOnlyList<HistoryEvent> news,
        IReadOnlyCollection<long> taken,
        TurnOutcome outcome,
        Offer offer,
        CancellationToken cancellationToken)
    {
        var finished = InstanceStatus.IsFinished(outcome.Status);
        var asked = outcome.Actions.Select(action => new HistoryEvent(action.Type, action.Id, action.StepName, null, turn.Now));
        HistoryEvent[] added = outcome.ContinueAsNew is null ? [.. news, .. asked] : [];
        var script = new Script();
        UpdateInstance(script, turn, outcome, added.Length, offer);
        AddTakenMail(script, turn.InstanceId, taken);
        if (outcome.ContinueAsNew is { } next)
        {
            BeginNextExecution(script, turn.InstanceId, next);
        }
        else
        {
            AppendHistory(script, turn, added);
        }

        if (finished)
        {
            Family.Tell(script, turn, outcome);
        }
        else
        {
            ScheduledWork.Add(script, turn, outcome, offer);
        }

        ScheduledWork.AddSentEvents(script, outcome);
        var takesParent = finished && turn.ParentId is not null && offer.Parent is not null;
        if (offer.Same is not null)
        {
            TurnClaim.AddMail(script, turn.InstanceId);
        }
        else if (takesParent)
        {
            TurnClaim.Add(script, turn.ParentId!, offer.Parent!.Value, offer.LeaseTime);
            TurnClaim.AddMail(script, turn.ParentId!);
        }

        Turn? following = null;
        var isSaved = await script.RunAsync(
            database,
            async rows =>
            {
                if (!await rows.ReadAsync(cancellationToken))
                {
                    return;
                }

                var (execution, now) = (rows.GetInt64(0), rows.GetDateTime(1));
                if (offer.Same is { } token && await rows.NextResultAsync(cancellationToken))
                {
                    var claim = After(turn, outcome, added.Length, execution, now, token);
                    following = new(claim, await TurnClaim.ReadMailAsync(rows, cancellationToken));
                }
                else if (takesParent && await rows.NextResultAsync(cancellationToken)
                    && await TurnClaim.ReadAsync(rows, cancellationToken) is { } parent)
                {
                    await rows.NextResultAsync(cancellationToken);
                    following = new(parent, await TurnClaim.ReadMailAsync(rows, cancellationToken));
                }
            },
            cancellationToken);
        return isSaved ? new(added, following) : null;
    }

    /// <summary>
    /// Clears away mail, and refuses everything unless the transaction has just written the instance: then the claim still held.
    /// </summary>
    public static void AddTakenMail(Script script, string instanceId, IEnumerable<long> taken) => script.Add("""
        delete from durable.inbox
         where instance_id = $1 and id = any($2)
           and (select durable.held((select xmin = pg_current_xact_id()::xid from durable.instance where id = $1)))
        """, Value.Text(instanceId), Value.Longs(taken));

    static void UpdateInstance(Script script, ClaimedTurn turn, TurnOutcome outcome, int added, Offer offer)
        => script.Add("""
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
            returning execution, clock_timestamp()
            """,
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
            Value.Number(turn.Events + added),
            Value.Time(turn.Now),
            Value.Flag(InstanceStatus.IsFinished(outcome.Status)));

    static void AppendHistory(Script script, ClaimedTurn turn, IReadOnlyList<HistoryEvent> events) => script.Add("""
        insert into durable.history (instance_id, execution, seq, type, event_id, name, payload, at)
        select $1, $2, $3 + n, type, event_id, name, payload, at
          from unnest($4, $5, $6, $7, $8) with ordinality as e (type, event_id, name, payload, at, n)
        """,
        Value.Text(turn.InstanceId),
        Value.Long(turn.Execution),
        Value.Number(turn.Events),
        Value.Texts(events.Select(e => e.Type)),
        Value.Numbers(events.Select(e => e.EventId)),
        Value.Texts(events.Select(e => e.Name)),
        Value.Texts(events.Select(e => e.Payload)),
        Value.Times(events.Select(e => e.At)));

    /// <summary>
    /// Mail for the old execution goes; mail for any execution stays, and events that nobody took keep their place in it.
    /// </summary>
    static void BeginNextExecution(Script script, string instanceId, Continuation next)
    {
        script.Add("delete from durable.history where instance_id = $1", Value.Text(instanceId));
        script.Add("delete from durable.inbox where instance_id = $1 and execution is not null", Value.Text(instanceId));
        script.Add("""
            insert into durable.inbox (instance_id, execution, type)
            select id, execution, 'started' from durable.instance where id = $1
            """, Value.Text(instanceId));
        if (next.Events.Count > 0)
        {
            script.Add("""
                insert into durable.inbox (instance_id, type, name, payload, visible_at)
                select $1, 'event_raised', name, payload, at
                  from unnest($2, $3, $4) with ordinality as e (name, payload, at, n)
                 order by n
                """,
                Value.Text(instanceId),
                Value.Texts(next.Events.Select(e => e.Name)),
                Value.Texts(next.Events.Select(e => e.Payload)),
                Value.Times(next.Events.Select(e => e.At)));
        }
    }

    /// <summary>The same instance, claimed for its next turn.</summary>
    static ClaimedTurn After(ClaimedTurn turn, TurnOutcome outcome, int added, long execution, DateTime now, Guid token) => turn with
    {
        Execution = execution,
        Status = outcome.Status,
        Input = outcome.ContinueAsNew is { } next ? next.Input : turn.Input,
        Attempts = 1,
        Error = null,
        Now = now,
        Token = token,
        StartedAt = turn.StartedAt ?? turn.Now,
        Events = outcome.ContinueAsNew is null ? turn.Events + added : 0,
    };
}

/// <summary>What a process that saves a turn claims with it, so that it can go on at once.</summary>
/// <param name="Same">A claim for the instance's next turn, because there is mail for it.</param>
/// <param name="Parent">A claim for the parent's turn, should this turn end the instance and the parent be free.</param>
/// <param name="Tasks">Claims for the first activities that the turn asks for.</param>
/// <param name="LeaseTime">How long they hold.</param>
sealed record Offer(Guid? Same, Guid? Parent, IReadOnlyList<ClaimedTask> Tasks, TimeSpan LeaseTime)
{
    /// <summary>Nothing: all of it is for whoever comes.</summary>
    public static Offer None { get; } = new(null, null, [], TimeSpan.Zero);
}

/// <param name="Added">What the history got.</param>
/// <param name="Next">The turn that was claimed.</param>
sealed record Saved(IReadOnlyList<HistoryEvent> Added, Turn? Next);
