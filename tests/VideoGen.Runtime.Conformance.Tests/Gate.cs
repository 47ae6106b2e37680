using System.Collections.Concurrent;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>Holds an activity until its test lets it go on.</summary>
static class Gate
{
    static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static void Open(string instanceId) => Of(instanceId).TrySetResult();

    public static Task OpenedAsync(string instanceId) => Of(instanceId).Task;

    static TaskCompletionSource Of(string instanceId)
        => Gates.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
