namespace Microsoft.DurableTask;

/// <summary>
/// An activity or sub-orchestration failed; what was thrown there is in <see cref="FailureDetails"/>, not in InnerException.
/// </summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails))
        => (TaskName, TaskId, FailureDetails) = (taskName, taskId, failureDetails);

    /// <summary>As the caller spelled it.</summary>
    public string TaskName { get; }

    /// <summary>Number of the step within its orchestration, from 0; timers count too.</summary>
    public int TaskId { get; }

    /// <summary><see langword="null"/>, whatever its type says, when the task is a sub-orchestration that was terminated.</summary>
    public TaskFailureDetails FailureDetails { get; }

    static string Describe(string taskName, int taskId, TaskFailureDetails? details)
        => $"Task '{taskName}' (#{taskId}) failed with an unhandled exception" + (details is null ? "." : $": {details.ErrorMessage}");
}
