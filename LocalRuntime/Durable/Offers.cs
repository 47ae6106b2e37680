using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What a turn's process claims with it, and gives back when it is not known whether that was saved.</summary>
sealed class Offers(
    TaskStore tasks, TurnStore turns, DurableDatabase database, IOptions<DurableEngineOptions> options, ILogger<Offers> log)
{
    public Offer Make(Replayed replayed, Resident resident, Resident? parent, IEnumerable<ScheduleTask> asked, bool goesOn)
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
    public async Task TryGiveBackAsync(ClaimedTurn turn, Offer offer)
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
