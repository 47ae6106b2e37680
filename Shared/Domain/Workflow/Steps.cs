namespace VideoGen.Domain;

/// <summary>The steps of making a video, and of measuring a reference. Orchestrations call them, activities carry them out; both meet at these names.</summary>
public static class Steps
{
    /// <summary>Marks the run as begun.</summary>
    public static Step<RunKey, StepOutcome> BeginRun { get; } = new();

    public static Step<RunKey, StepOutcome> WriteScript { get; } = new();

    /// <summary>Adds the pictures to the script: camera, transitions, prompts, and a preview still per scene.</summary>
    public static Step<RunKey, StepOutcome> DrawStoryboard { get; } = new();

    /// <summary>Reads what was decided; the database is the truth, the event only says that it is worth a look.</summary>
    public static Step<ReviewQuery, ReviewTurn> ReadReview { get; } = new();

    /// <summary>Has rewritten what a reviewer asked for, as a new revision.</summary>
    public static Step<RunKey, StepOutcome> Rewrite { get; } = new();

    public static Step<FailedRun, StepOutcome> FailRewrite { get; } = new();

    public static Step<RunKey, RenderingPlan> PlanRendering { get; } = new();

    /// <summary>Takes a finished clip, takes up an open attempt, or records the next one and reserves its cost.</summary>
    public static Step<SceneKey, SceneTurn> PrepareScene { get; } = new();

    /// <summary>Calls the provider, at most once per attempt, when its limits allow; never retried.</summary>
    public static Step<SceneAttempt, SceneTurn> SubmitScene { get; } = new();

    /// <summary>Reads the job at its provider and writes down what has become of it.</summary>
    public static Step<SceneAttempt, SceneTurn> PollScene { get; } = new();

    /// <summary>Brings the finished clip home and settles its cost.</summary>
    public static Step<SceneAttempt, SceneTurn> CollectScene { get; } = new();

    public static Step<RunKey, StepOutcome> AssembleVideo { get; } = new();

    public static Step<RunKey, StepOutcome> MakeThumbnail { get; } = new();

    public static Step<RunKey, StepOutcome> PublishVideo { get; } = new();

    public static Step<FailedRun, StepOutcome> FailVideo { get; } = new();

    /// <summary>Measures a reference's video and keeps the numbers and key frames.</summary>
    public static Step<Guid, MeasureTurn> MeasureVideo { get; } = new();

    /// <summary>Makes the analysis out of the measurement, and with it the reference ready.</summary>
    public static Step<Guid, StepOutcome> DescribeReference { get; } = new();

    public static Step<FailedReference, StepOutcome> FailReference { get; } = new();

    /// <summary>Tries once to bring a message to its endpoint, and writes down how that went.</summary>
    public static Step<WebhookRound, WebhookTurn> SendWebhook { get; } = new();

    /// <summary>Films the free preview of a storyboard, or takes the one that there is of the same content.</summary>
    public static Step<AnimaticKey, StepOutcome> RenderAnimatic { get; } = new();

    public static Step<FailedAnimatic, StepOutcome> FailAnimatic { get; } = new();
}
