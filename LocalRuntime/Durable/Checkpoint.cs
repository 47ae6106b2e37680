namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Saves a turn. Everything that the world sees of it commits together with its history; when another worker has claimed the instance
/// in the meantime, nothing does.
/// </summary>
/// <remarks>
/// Lock order: the own instance first, then inserts, last the parent. Claims lock with "no key update", which who only keeps an instance
/// from going does not wait for.
/// </remarks>
sealed class Checkpoint(GroupCommit commits)
{
    /// <param name="turn">The claim.</param>
    /// <param name="news">What happened in this turn.</param>
    /// <param name="taken">Inbox rows that are used up.</param>
    /// <param name="outcome">What the turn came to.</param>
    /// <param name="offer">What this process goes on with at once.</param>
    /// <returns><see langword="null"/> when the claim was lost: nothing was written, and the turn is somebody else's.</returns>
    public async Task<Saved?> SaveAsync(
        ClaimedTurn turn,
        IReadOnlyList<HistoryEvent> news,
        IReadOnlyCollection<long> taken,
        TurnOutcome outcome,
        Offer offer)
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

        return await commits.RunAsync(script, async rows =>
        {
            await rows.Current.ReadAsync();
            var (execution, now) = (rows.Current.GetInt64(0), rows.Current.GetDateTime(1));
            if (offer.Same is { } token)
            {
                await rows.NextAsync();
                var claim = After(turn, outcome, added.Length, execution, now, token);
                return new Saved(added, new(claim, await TurnClaim.ReadMailAsync(rows.Current, CancellationToken.None)));
            }

            if (takesParent)
            {
                await rows.NextAsync();
                if (await TurnClaim.ReadAsync(rows.Current, CancellationToken.None) is { } parent)
                {
                    await rows.NextAsync();
                    return new Saved(added, new(parent, await TurnClaim.ReadMailAsync(rows.Current, CancellationToken.None)));
                }
            }

            return new Saved(added, null);
        });
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
