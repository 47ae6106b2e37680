using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Runs the turn of a claimed instance: reads its mail and history, replays, has it saved.</summary>
sealed class TurnRunner(
    TurnStore turns,
    TurnSaver saver,
    Residents residents,
    HistoryCache histories,
    IDurableFunctions functions,
    DataConverter converter,
    IOptions<DurableEngineOptions> options,
    DurableTelemetry telemetry,
    ILoggerFactory loggerFactory,
    ILogger<TurnRunner> log)
{
    static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    /// <summary>Never throws: what cannot be saved is tried again later, by whoever claims it then.</summary>
    /// <param name="first">The claim.</param>
    /// <param name="place">Where it runs.</param>
    /// <returns>An activity that was claimed with a turn, to be run in the same place.</returns>
    public async Task<ClaimedTask?> RunAsync(Turn first, Place place)
    {
        while (true)
        {
            var followed = await RunAsync(first, first.Resident ?? residents.Enter(first.Claim.InstanceId), place);
            if (followed.Next is null)
            {
                return followed.Task;
            }

            first = followed.Next;
        }
    }

    /// <summary>All turns of the instance that follow each other here.</summary>
    async Task<Followed> RunAsync(Turn turn, Resident resident, Place place)
    {
        while (true)
        {
            var followed = await RunOneAsync(turn, resident, place);
            if (followed.Next is not { } next || next.Claim.InstanceId != turn.Claim.InstanceId)
            {
                residents.Leave(resident);
                return followed;
            }

            turn = next;
        }
    }

    async Task<Followed> RunOneAsync(Turn turn, Resident resident, Place place)
    {
        var claim = turn.Claim;
        resident.Turn = claim;
        using var watch = telemetry.Watch(claim);
        try
        {
            // Read after it was entered: whoever brings mail from here on knows of this turn.
            var mail = turn.Mail ?? await turns.ReadMailAsync(claim, CancellationToken.None);
            // The orchestrator's clock is never behind what it hears of.
            claim = claim with { Now = mail.Select(message => message.At).Append(claim.Now).Max() };
            return await ProcessAsync(claim, mail, resident, watch, place);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The turn of {InstanceId} could not be saved, attempt {Attempt}.", claim.InstanceId, claim.Attempts);
            histories.Forget(claim.InstanceId);
            await TryReleaseAsync(claim, exception);
            return Followed.Nothing;
        }
    }

    async Task<Followed> ProcessAsync(
        ClaimedTurn turn, IReadOnlyList<Message> mail, Resident resident, TurnWatch watch, Place place)
    {
        var taken = mail.Select(message => message.Id).ToList();
        // Mail for an earlier execution came too late, as does any for a finished instance.
        var current = mail.Where(message => message.Execution is null || message.Execution == turn.Execution).ToList();
        if (current.Count == 0 || InstanceStatus.IsFinished(turn.Status))
        {
            await turns.DiscardAsync(turn, taken, CancellationToken.None);
            watch.Discarded();
            return Followed.Nothing;
        }

        var history = histories.Find(turn) ?? await turns.ReadHistoryAsync(turn, CancellationToken.None);
        HistoryEvent[] news = [new(EventType.TurnStarted, null, null, null, turn.Now), .. current.Select(message => message.ToEvent())];
        var outcome = turn.Attempts > options.Value.MaxTurnAttempts
            ? GiveUp(turn)
            : await ReplayAsync(turn, history, news);
        return await saver.SaveAsync(new(turn, history, news, taken, outcome), resident, watch, place);
    }

    async Task<TurnOutcome> ReplayAsync(ClaimedTurn turn, IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news)
    {
        if (functions.FindOrchestrator(turn.Name) is not { } orchestrator)
        {
            var message = $"The function '{turn.Name}' doesn't exist, is disabled, or is not an orchestrator function.";
            return TurnOutcome.Fail(FailureJson.Unknown, JsonSerializer.Serialize(new { message, details = (string?)null }));
        }

        var parent = turn.ParentId is null ? null : new ParentOrchestrationInstance(turn.ParentName!, turn.ParentId);
        var input = new TurnInput(turn.InstanceId, turn.Execution, turn.Name, turn.Version, turn.Input, parent, history, news);
        return await Replay.RunAsync(input, orchestrator, converter, loggerFactory);
    }

    static TurnOutcome GiveUp(ClaimedTurn turn) => TurnOutcome.Fail(TaskFailureDetails.FromException(new InvalidOperationException(
        $"The turn could not be saved {turn.Attempts - 1} times in a row. Last reason: {turn.Error ?? "the process ended"}")));

    async Task TryReleaseAsync(ClaimedTurn turn, Exception reason)
    {
        var backOff = options.Value.TurnBackOff * Math.Pow(2, Math.Min(turn.Attempts - 1, 20));
        try
        {
            await turns.ReleaseAsync(
                turn.InstanceId, turn.Token, reason.Message, backOff < LongestBackOff ? backOff : LongestBackOff, CancellationToken.None);
        }
        // Then the lease runs out by itself.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogWarning(exception, "{InstanceId} could not be released.", turn.InstanceId);
        }
    }
}
