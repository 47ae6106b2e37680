using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What a turn came to; saved in one transaction.</summary>
/// <param name="Status">The instance's new status.</param>
/// <param name="Actions">New steps, by number.</param>
/// <param name="CancelledTimers">Steps whose timers nobody waits for any more.</param>
/// <param name="CustomStatus">JSON.</param>
sealed record TurnOutcome(
    string Status,
    IReadOnlyList<OrchestratorAction> Actions,
    IReadOnlyList<int> CancelledTimers,
    string? CustomStatus)
{
    /// <summary>Of a finished instance: JSON, or of a failed one plain text.</summary>
    public string? Output { get; init; }

    /// <summary>Of a failed instance; what its parent is told.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether running children are terminated as well.</summary>
    public bool TerminatesChildren { get; init; }

    public Continuation? ContinueAsNew { get; init; }

    public static TurnOutcome Fail(TaskFailureDetails failure, string? output = null) => new(InstanceStatus.Failed, [], [], null)
    {
        Failure = failure,
        Output = output ?? failure.ToString(),
    };
}

/// <summary>The next execution of an instance.</summary>
/// <param name="Input">JSON.</param>
/// <param name="Events">Events that nobody has taken, oldest first.</param>
sealed record Continuation(string? Input, IReadOnlyList<HistoryEvent> Events);
