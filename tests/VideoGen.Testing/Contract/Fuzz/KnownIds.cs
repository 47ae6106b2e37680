using System.Collections.Concurrent;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Ids of what is there, so that requests reach more than the first check.</summary>
public sealed class KnownIds
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _ids = new();

    /// <param name="kind">As in paths: videos, brands and so on.</param>
    /// <param name="id">As the app gave it.</param>
    public void Add(string kind, string id) => _ids.GetOrAdd(kind, _ => []).Enqueue(id);

    /// <summary>Learns what a request created from the place that its answer names.</summary>
    public void Learn(HttpResponseMessage answer)
    {
        if (answer.Headers.Location?.ToString().Split('/') is ["", "api", "v1", var kind, var id])
        {
            Add(kind, id);
        }
    }

    /// <param name="field">Such as <c>brand_id</c>.</param>
    /// <param name="random">Which one.</param>
    public string? OfField(string field, Random random) => field.EndsWith("_id", StringComparison.Ordinal) ? Any($"{field[..^3]}s", random) : null;

    public string? OfPath(string path, string name, Random random)
        => name == "id" && path.Split('/') is ["", "api", "v1", var kind, ..] ? Any(kind, random) : null;

    string? Any(string kind, Random random) => _ids.GetValueOrDefault(kind)?.ToArray() is { Length: > 0 } known ? known[random.Next(known.Length)] : null;
}
