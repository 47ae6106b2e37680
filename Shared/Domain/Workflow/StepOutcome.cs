namespace VideoGen.Domain;

public enum StepResult
{
    /// <summary>Done now or earlier; go on.</summary>
    Done,

    /// <summary>The video was cancelled or another run took over; nothing more is to be done here.</summary>
    Stopped,

    /// <summary>It cannot be done; the reason stands beside it. What was finished is kept.</summary>
    Failed,
}

/// <summary>How a step ended. Expected ends are values; exceptions are for faults.</summary>
public sealed record StepOutcome(StepResult Result, GenerationFailure? Failure = null)
{
    public static StepOutcome Done { get; } = new(StepResult.Done);

    public static StepOutcome Stopped { get; } = new(StepResult.Stopped);

    public static StepOutcome Failed(GenerationFailure failure) => new(StepResult.Failed, failure);
}

/// <param name="SceneCount">Scenes to render; none when rendering lies behind.</param>
/// <param name="Parallel">How many scenes may be under way at once.</param>
public sealed record RenderingPlan(StepOutcome Outcome, int SceneCount, int Parallel);

public sealed record FailedRun(RunKey Run, GenerationFailure Failure);
