namespace VideoGen.LocalRuntime.Durable;

/// <summary>A step that the orchestrator asked for and that is not in its history yet.</summary>
/// <param name="Id">Number of the step within the execution, from 0.</param>
abstract record OrchestratorAction(int Id)
{
    /// <summary>The event that records the step; a replay must meet a step of the same kind here.</summary>
    public abstract string Type { get; }

    /// <summary>A replay must meet the same name here; <see langword="null"/> for steps without one.</summary>
    public abstract string? StepName { get; }
}

sealed record ScheduleTask(int Id, string Name, string? Input) : OrchestratorAction(Id)
{
    public override string Type => EventType.TaskScheduled;

    public override string? StepName => Name;
}

/// <param name="FireAt">UTC.</param>
sealed record CreateTimer(int Id, DateTime FireAt) : OrchestratorAction(Id)
{
    public override string Type => EventType.TimerCreated;

    public override string? StepName => null;
}

sealed record StartChild(int Id, string Name, string InstanceId, string Version, string? Input) : OrchestratorAction(Id)
{
    public override string Type => EventType.ChildScheduled;

    public override string? StepName => Name;
}

sealed record SendEvent(int Id, string InstanceId, string Name, string? Payload) : OrchestratorAction(Id)
{
    public override string Type => EventType.EventSent;

    public override string? StepName => Name;
}
