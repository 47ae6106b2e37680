using System.Diagnostics;
using Microsoft.DurableTask;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>A claimed instance with all that its turn needs.</summary>
/// <param name="Token">The claim; who has another one writes nothing.</param>
/// <param name="Now">The database's clock at the claim: the orchestrator's time in this turn.</param>
/// <param name="Attempts">Claims since the last saved turn, this one included.</param>
/// <param name="Error">Why the turn was not saved the last time.</param>
/// <param name="TraceParent">The instance's own span; see <see cref="TraceLink"/>.</param>
/// <param name="StartedAt">Its first turn; <see langword="null"/> in that turn.</param>
/// <param name="Events">How many its history has.</param>
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
    Guid Token,
    string? TraceParent,
    string? TraceState,
    string? CallerSpan,
    DateTime? StartedAt,
    int Events)
{
    /// <summary>The instance's own span; <see langword="null"/> when it is not traced.</summary>
    public ActivityContext? Span => TraceLink.Read(TraceParent, TraceState);

    /// <summary>The span that started the instance.</summary>
    public ActivityContext Caller => Span is { } own && CallerSpan is { } caller
        ? new ActivityContext(own.TraceId, ActivitySpanId.CreateFromString(caller), own.TraceFlags, own.TraceState, isRemote: true)
        : default;
}

/// <summary>A turn to run.</summary>
/// <param name="Claim">Whose it is.</param>
/// <param name="Mail">All that is due, where it was read with the claim; <see langword="null"/>: it has to be read.</param>
sealed record Turn(ClaimedTurn Claim, IReadOnlyList<Message>? Mail)
{
    /// <summary>Who entered to claim it; <see langword="null"/>: nobody has.</summary>
    public Resident? Resident { get; init; }
}

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
