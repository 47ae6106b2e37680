using System.Text;
using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Failures as they are stored: with fixed options, so that the app's own JSON settings cannot make old rows unreadable.</summary>
static class FailureJson
{
    /// <summary>What the real runtime says about failures that did not come from the app's code.</summary>
    public static TaskFailureDetails Unknown { get; } = new("(unknown)", "(unknown)", null, null, null);

    /// <summary>A sub-orchestration was to start under an id that is in use.</summary>
    public static TaskFailureDetails IdTaken { get; } = new(
        typeof(OrchestrationAlreadyExistsException).FullName!,
        "An orchestration instance of this id already exists and has not finished.",
        null, null, null);

    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(failure);

    /// <returns><see langword="null"/> for a sub-orchestration that was terminated: it did not fail of itself.</returns>
    public static TaskFailureDetails? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(json);

    /// <summary>PostgreSQL's text takes neither NUL nor half a surrogate pair; messages of exceptions may hold both.</summary>
    public static string? Storable(string? text)
        => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
