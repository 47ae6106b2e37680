namespace Microsoft.DurableTask.Client;

/// <summary>What was purged.</summary>
public class PurgeResult(int count)
{
    public int PurgedInstanceCount { get; } = count;
}

/// <summary>Which finished orchestrations to purge; what is not given does not narrow the choice.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

/// <param name="Recursive">Whether sub-orchestrations go too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
