namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
        => (this.InstanceId, this.StartAt) = (InstanceId, StartAt);

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (InstanceId, StartAt, Version) = (options.InstanceId, options.StartAt, options.Version);
    }

    /// <summary><see langword="null"/> makes a random id.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Not before this time; <see langword="null"/> starts at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public TaskVersion? Version { get; init; }
}
