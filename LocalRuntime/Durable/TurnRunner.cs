using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Runs the turn of a claimed instance: reads its mail and history, replays, saves.</summary>
sealed class TurnRunner(
    TurnStore turns,
    Checkpoint checkpoint,
    IDurableFunctions functions,
    DataConverter converter,
    IOptions<DurableEngineOptions> options,
    DurableTelemetry telemetry,
    ILoggerFactory loggerFactory,
    ILogger<TurnRunner> log)
{
    static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    /// <summary>Never throws: what cannot be saved is tried again later, by whoever claims it then.</summary>
    public async Task RunAsync(ClaimedTurn turn)
    {
        using var watch = telemetry.Watch(turn);
        try
        {
            await ProcessAsync(turn, watch);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The turn of {InstanceId} could not be saved, attempt {Attempt}.", turn.InstanceId, turn.Attempts);
            await TryReleaseAsync(turn, exception);
        }
    }

    async Task ProcessAsync(ClaimedTurn turn, TurnWatch watch)
    {
        var (mail, history) = await turns.ReadAsync(turn, CancellationToken.None);
        var taken = mail.Select(message => message.Id).ToList();
        // Mail for an earlier execution came too late, as does any for a finished instance.
        var current = mail.Where(message => message.Execution is null || message.Execution == turn.Execution).ToList();
        if (current.Count == 0 || InstanceStatus.IsFinished(turn.Status))
        {
            await turns.DiscardAsync(turn, taken, CancellationToken.None);
            watch.Discarded();
            return;
        }

        HistoryEvent[] news = [new(EventType.TurnStarted, null, null, null, turn.Now), .. current.Select(message => message.ToEvent())];
        var outcome = turn.Attempts > options.Value.MaxTurnAttempts
            ? GiveUp(turn)
            : await ReplayAsync(turn, history, news);

        if (!await checkpoint.SaveAsync(turn, history.Count, news, taken, outcome, CancellationToken.None))
        {
            log.LogWarning("The turn of {InstanceId} took longer than its lease; another worker runs it.", turn.InstanceId);
            return;
        }

        watch.Saved(history, news, outcome);
        Report(turn, outcome);
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
            await turns.ReleaseAsync(turn, reason.Message, backOff < LongestBackOff ? backOff : LongestBackOff, CancellationToken.None);
        }
        // Then the lease runs out by itself.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogWarning(exception, "{InstanceId} could not be released.", turn.InstanceId);
        }
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
