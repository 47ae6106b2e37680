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
        TurnRecord.Add(script, turn, added, taken, outcome, offer);
        if (outcome.ContinueAsNew is { } next)
        {
            next.Begin(script, turn.InstanceId);
        }

        if (finished)
        {
            Family.Tell(script, turn, outcome);
        }
        else
        {
            ScheduledWork.Add(script, turn, outcome);
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
