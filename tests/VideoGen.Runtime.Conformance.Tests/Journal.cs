using System.Collections.Concurrent;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>
/// What functions did, by instance: they run in the tests' process. Orchestrators may write here because nothing of it comes back to them.
/// </summary>
static class Journal
{
    static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Lines = new();

    public static void Write(string instanceId, string line) => Lines.GetOrAdd(instanceId, _ => []).Enqueue(line);

    public static IReadOnlyList<string> Of(string instanceId) => Lines.TryGetValue(instanceId, out var lines) ? [.. lines] : [];

    public static async Task SaysAsync(string instanceId, string line, CancellationToken patience)
    {
        while (!Of(instanceId).Contains(line))
        {
            await Task.Delay(10, patience);
        }
    }
}
