using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Saves turns, and claims with them what they make, where there is a place for it in this process: the instance's next turn, its parent's
/// turn, its activities. The rest is left to whoever looks into the queue.
/// </summary>
sealed class TurnSaver(
    Checkpoint checkpoint,
    Offers offers,
    Residents residents,
    HistoryCache histories,
    Slots<ClaimedTask> places,
    DurableDatabase database,
    ILogger<TurnSaver> log)
{
    /// <exception cref="Exception">It is not known whether the turn was saved. What was claimed with it was given back, if possible.</exception>
    public async Task<Followed> SaveAsync(Replayed replayed, Resident resident, TurnWatch watch, Place place)
    {
        var (turn, outcome) = (replayed.Turn, replayed.Outcome);
        IReadOnlyList<ScheduleTask> asked = replayed.IsEnd ? [] : [.. outcome.Actions.OfType<ScheduleTask>()];
        var mayGoOn = places.IsOpen && place.MayGoOn;
        var inPlace = mayGoOn && place.IsOfActivity ? Math.Min(1, asked.Count) : 0;
        var elsewhere = places.TryTake(asked.Count - inPlace);
        var parent = mayGoOn && replayed.IsEnd && turn.ParentId is not null ? residents.TryEnter(turn.ParentId) : null;
        var offer = offers.Make(replayed, resident, parent, asked.Take(inPlace + elsewhere), mayGoOn && inPlace == 0);
        Saved? saved = null;
        try
        {
            saved = await checkpoint.SaveAsync(turn, replayed.News, replayed.Taken, outcome, offer);
        }
        catch
        {
            await offers.TryGiveBackAsync(turn, offer);
            throw;
        }
        finally
        {
            places.Release(saved is null ? elsewhere : 0);
            if (parent is not null && saved?.Next is null)
            {
                residents.Leave(parent);
            }
        }

        if (saved is null)
        {
            log.LogWarning("The turn of {InstanceId} took longer than its lease; another worker runs it.", turn.InstanceId);
            return Followed.Nothing;
        }

        foreach (var task in offer.Tasks.Skip(inPlace))
        {
            places.Start(task);
        }

        Remember(replayed, saved);
        database.Tell(News(replayed, offer, saved));
        watch.Saved(replayed.History, replayed.News, outcome);
        Report(turn, outcome);
        return new(
            saved.Next is null ? null : saved.Next with { Resident = parent },
            inPlace == 0 ? null : offer.Tasks[0] with { Since = place.Since });
    }

    void Remember(Replayed replayed, Saved saved)
    {
        if (replayed.IsEnd || replayed.Outcome.ContinueAsNew is not null)
        {
            histories.Forget(replayed.Turn.InstanceId);
        }
        else
        {
            histories.Keep(replayed.Turn.InstanceId, replayed.Turn.Execution, [.. replayed.History, .. saved.Added]);
        }
    }

    /// <summary>What others may find now. What was claimed with the turn is not for them.</summary>
    Changes News(Replayed replayed, Offer offer, Saved saved)
    {
        var (turn, outcome) = (replayed.Turn, replayed.Outcome);
        var hasMail = outcome.Actions.Any(action => action is not ScheduleTask)
            || outcome.TerminatesChildren
            || (outcome.ContinueAsNew is not null && saved.Next is null)
            || replayed.Taken.Count >= TurnClaim.MostMail
            || (replayed.IsEnd && turn.ParentId is not null && saved.Next is null && !residents.Knock(turn.ParentId));
        var hasTasks = !replayed.IsEnd && outcome.Actions.OfType<ScheduleTask>().Skip(offer.Tasks.Count).Any();
        return (hasMail ? Changes.Turns : Changes.None)
            | (hasTasks ? Changes.Tasks : Changes.None)
            | (replayed.IsEnd || outcome.Status != turn.Status ? Changes.Statuses : Changes.None);
    }

    void Report(ClaimedTurn turn, TurnOutcome outcome)
    {
        if (outcome.ContinueAsNew is not null)
        {
            log.LogInformation("Orchestration {Orchestrator} {InstanceId} continues as new.", turn.Name, turn.InstanceId);
        }
        else if (outcome.Status == InstanceStatus.Failed)
        {
            // The type only: messages may carry what people typed.
            log.LogError(
                "Orchestration {Orchestrator} {InstanceId} failed with {ErrorType}.",
                turn.Name, turn.InstanceId, outcome.Failure?.ErrorType);
        }
        else if (outcome.Status != turn.Status)
        {
            log.LogInformation("Orchestration {Orchestrator} {InstanceId} is {Status}.", turn.Name, turn.InstanceId, outcome.Status);
        }
    }
}
