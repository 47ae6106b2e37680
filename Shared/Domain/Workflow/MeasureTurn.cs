namespace VideoGen.Domain;

/// <summary>How an attempt to measure a reference ended.</summary>
/// <param name="Outcome"><see langword="null"/> when another one is being measured: come again.</param>
public sealed record MeasureTurn(StepOutcome? Outcome)
{
    public static MeasureTurn Busy { get; } = new((StepOutcome?)null);

    public static MeasureTurn Over(StepOutcome outcome) => new(outcome);

    /// <summary>The orchestration's instance id; used once, as a reference is measured once.</summary>
    public static string InstanceId(Guid referenceId) => $"reference-{referenceId}";
}

public sealed record FailedReference(Guid ReferenceId, GenerationFailure Failure);
