namespace Microsoft.DurableTask.Client;

/// <param name="Output">The output that the terminated orchestration shows.</param>
/// <param name="Recursive">Whether its running sub-orchestrations are terminated too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
