namespace VideoGen.Domain;

/// <summary>The steps of one scene; which comes next is decided by rows of the database and carried by <see cref="SceneTurn"/>.</summary>
public enum SceneStep
{
    Prepare,
    Submit,
    Poll,
    Collect,
}

/// <param name="JobId">The attempt, a row of <c>render_jobs</c>.</param>
public sealed record SceneAttempt(SceneKey Scene, Guid JobId);

/// <summary>What a scene does next, or how it ended.</summary>
/// <param name="JobId">The attempt that the next step is about; <see langword="null"/> for <see cref="SceneStep.Prepare"/>.</param>
/// <param name="Wait">Before the next step; a wake-up ends it.</param>
/// <param name="Outcome"><see langword="null"/> while there is a next step.</param>
public sealed record SceneTurn(SceneStep Next, Guid? JobId, TimeSpan Wait, StepOutcome? Outcome)
{
    public static SceneTurn Over(StepOutcome outcome) => new(SceneStep.Prepare, null, TimeSpan.Zero, outcome);

    public static SceneTurn Go(SceneStep next, Guid jobId, TimeSpan wait = default) => new(next, jobId, wait, null);

    /// <summary>Looks again for what can be done.</summary>
    public static SceneTurn Prepare(TimeSpan wait = default) => new(SceneStep.Prepare, null, wait, null);
}
