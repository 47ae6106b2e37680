namespace VideoGen.Domain;

/// <summary>The steps of making a video. Orchestrations call them, activities carry them out; both meet at these names.</summary>
public static class Steps
{
    /// <summary>Marks the run as begun.</summary>
    public static Step<RunKey, StepOutcome> BeginRun { get; } = new();

    public static Step<RunKey, StepOutcome> WriteScript { get; } = new();

    /// <summary>Adds the pictures to the script: camera, transitions, prompts, and a preview still per scene.</summary>
    public static Step<RunKey, StepOutcome> DrawStoryboard { get; } = new();

    /// <summary>Reads what was decided; the database is the truth, the event only says that it is worth a look.</summary>
    public static Step<ReviewQuery, ReviewState> ReadReview { get; } = new();

    public static Step<RunKey, RenderingPlan> PlanRendering { get; } = new();

    /// <summary>Takes a finished clip, or records an attempt and reserves its cost.</summary>
    public static Step<SceneKey, SceneAttempt> PrepareScene { get; } = new();

    /// <summary>Calls the provider, at most once per attempt; never retried.</summary>
    public static Step<SceneAttempt, StepOutcome> SubmitScene { get; } = new();

    public static Step<SceneAttempt, ScenePoll> PollScene { get; } = new();

    /// <summary>Brings the finished clip home and settles its cost.</summary>
    public static Step<SceneAttempt, StepOutcome> CollectScene { get; } = new();

    public static Step<RunKey, StepOutcome> AssembleVideo { get; } = new();

    public static Step<RunKey, StepOutcome> MakeThumbnail { get; } = new();

    public static Step<RunKey, StepOutcome> PublishVideo { get; } = new();

    public static Step<FailedRun, StepOutcome> FailVideo { get; } = new();
}
