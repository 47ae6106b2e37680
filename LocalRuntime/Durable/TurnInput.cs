using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>A claimed instance with all that its turn needs.</summary>
/// <param name="Token">The claim; who has another one writes nothing.</param>
/// <param name="Now">The database's clock at the claim: the orchestrator's time in this turn.</param>
/// <param name="Attempts">Claims since the last saved turn, this one included.</param>
/// <param name="Error">Why the turn was not saved the last time.</param>
sealed record ClaimedTurn(
    string InstanceId,
    long Execution,
    string Name,
    string Version,
    string Status,
    string? Input,
    string? ParentId,
    string? ParentName,
    long? ParentExecution,
    int? ParentEventId,
    int Attempts,
    string? Error,
    DateTime Now,
    Guid Token);

/// <summary>What a replay works on.</summary>
/// <param name="History">What is already saved, in order.</param>
/// <param name="News">What happens in this turn, in order; begins with <see cref="EventType.TurnStarted"/>.</param>
sealed record TurnInput(
    string InstanceId,
    long Execution,
    string Name,
    string Version,
    string? Input,
    ParentOrchestrationInstance? Parent,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<HistoryEvent> News);
