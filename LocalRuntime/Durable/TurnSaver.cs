using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Saves turns, and claims with them what they make, where there is a place for it in this process: the instance's next turn, its parent's
/// turn, its activities. The rest is left to whoever looks into the queue.
/// </summary>
sealed class TurnSaver(
    Checkpoint checkpoint,
    TaskStore tasks,
    TurnStore turns,
    Residents residents,
    HistoryCache histories,
    Slots<ClaimedTask> places,
    DurableDatabase database,
    IOptions<DurableEngineOptions> options,
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
        var offer = Offer(replayed, resident, parent, asked.Take(inPlace + elsewhere), mayGoOn && inPlace == 0);
        Saved? saved = null;
        try
        {
            saved = await checkpoint.SaveAsync(turn, replayed.News, replayed.Taken, outcome, offer, CancellationToken.None);
        }
        catch
        {
            await TryGiveBackAsync(turn, offer);
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

    Offer Offer(Replayed replayed, Resident resident, Resident? parent, IEnumerable<ScheduleTask> asked, bool goesOn)
    {
        var takesSame = goesOn && !replayed.IsEnd && (replayed.Outcome.ContinueAsNew is not null || resident.HasKnock);
        if (takesSame)
        {
            resident.Answer();
        }

        return new(
            takesSame ? Guid.NewGuid() : null,
            parent is null ? null : Guid.NewGuid(),
            ScheduledWork.Claims(replayed.Turn, asked),
            options.Value.LeaseTime);
    }

    /// <summary>Otherwise it would wait for the end of leases that nobody keeps.</summary>
    async Task TryGiveBackAsync(ClaimedTurn turn, Offer offer)
    {
        try
        {
            foreach (var task in offer.Tasks)
            {
                await tasks.HandBackAsync(task, CancellationToken.None);
            }

            foreach (var (instanceId, token) in new[] { (turn.InstanceId, offer.Same), (turn.ParentId, offer.Parent) })
            {
                if (token is { } mine)
                {
                    await turns.ReleaseAsync(instanceId!, mine, "the connection broke", TimeSpan.Zero, CancellationToken.None);
                    database.Tell(Changes.Turns);
                }
            }
        }
        // Then the leases run out by themselves.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogWarning(exception, "What {InstanceId} asked for could not be given back.", turn.InstanceId);
        }
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

/// <summary>A turn that is ready to be saved.</summary>
/// <param name="Turn">The claim.</param>
/// <param name="History">What was saved before.</param>
/// <param name="News">What happened in it.</param>
/// <param name="Taken">Inbox rows that are used up.</param>
/// <param name="Outcome">What it came to.</param>
sealed record Replayed(
    ClaimedTurn Turn,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<HistoryEvent> News,
    IReadOnlyList<long> Taken,
    TurnOutcome Outcome)
{
    /// <summary>Whether the instance ends with it.</summary>
    public bool IsEnd => InstanceStatus.IsFinished(Outcome.Status);
}

/// <summary>What was claimed with a turn for the same place: at most one of the two.</summary>
sealed record Followed(Turn? Next, ClaimedTask? Task)
{
    public static Followed Nothing { get; } = new(null, null);
}
