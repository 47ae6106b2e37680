using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Runs one turn of an orchestrator over a replayed context; the result is not yet serialized.</summary>
public delegate Task<object?> OrchestratorFunction(TaskOrchestrationContext context);

/// <summary>Runs one activity; at least once, so it may see the same input again after a crash.</summary>
/// <param name="context">Name and instance.</param>
/// <param name="input">The input as JSON, or <see langword="null"/> when the caller gave none.</param>
/// <param name="cancellationToken">Cancelled when the host stops or the lease on the task is lost.</param>
public delegate Task<object?> ActivityFunction(TaskActivityContext context, string? input, CancellationToken cancellationToken);

/// <summary>
/// What the engine can run. The Functions host answers from the [Function]s that it found; tests answer from lambdas.
/// Names are compared without case, as the real runtime does.
/// </summary>
public interface IDurableFunctions
{
    OrchestratorFunction? FindOrchestrator(string name);

    ActivityFunction? FindActivity(string name);
}
