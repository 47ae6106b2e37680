namespace VideoGen.LocalRuntime.Durable;

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
