namespace VideoGen.LocalRuntime.Durable;

/// <summary>Something that happened to an instance; also a message that has not been taken yet.</summary>
/// <param name="Type">One of <see cref="EventType"/>.</param>
/// <param name="EventId">The step that it belongs to, if any.</param>
/// <param name="Name">Of the activity, child or event.</param>
/// <param name="Payload">JSON, or <see langword="null"/>.</param>
/// <param name="At">UTC. Of a message: when it was sent or fell due.</param>
sealed record HistoryEvent(string Type, int? EventId, string? Name, string? Payload, DateTime At);

/// <summary>The words in the columns <c>history.type</c> and <c>inbox.type</c>.</summary>
static class EventType
{
    /// <summary>A turn began; its time is the orchestrator's clock until the next one.</summary>
    public const string TurnStarted = "turn_started";

    // Messages.
    public const string Started = "started";
    public const string TaskDone = "task_done";
    public const string TaskFailed = "task_failed";
    public const string TimerFired = "timer_fired";
    public const string ChildDone = "child_done";
    public const string ChildFailed = "child_failed";
    public const string EventRaised = "event_raised";
    public const string Suspended = "suspended";
    public const string Resumed = "resumed";
    public const string Terminated = "terminated";

    // What the orchestrator asked for.
    public const string TaskScheduled = "task_scheduled";
    public const string TimerCreated = "timer_created";
    public const string ChildScheduled = "child_scheduled";
    public const string EventSent = "event_sent";
}

/// <summary>What stands in the name of a <see cref="EventType.Terminated"/> message.</summary>
static class TerminateScope
{
    /// <summary>Its children are terminated too.</summary>
    public const string Recursive = "recursive";
}

/// <summary>The words in the column <c>instance.status</c>.</summary>
static class InstanceStatus
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Suspended = "suspended";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Terminated = "terminated";

    public static bool IsFinished(string status) => status is Completed or Failed or Terminated;
}
