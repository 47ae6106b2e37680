namespace DurableTask.Core.Exceptions;

/// <summary>The instance id belongs to an orchestration that has not finished.</summary>
public class OrchestrationAlreadyExistsException(string message) : Exception(message);

/// <summary>The orchestrator does not do what its history says it did.</summary>
sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
