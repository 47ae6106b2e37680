using System.Collections.Concurrent;

namespace VideoGen.ProviderSimulator.Admin;

/// <summary>How often each provider's routes were called, refused calls included.</summary>
public sealed class RequestCounts
{
    readonly ConcurrentDictionary<(string Provider, string Route), int> _counts = new();

    public IEnumerable<(string Provider, string Route, int Count)> All
        => _counts.OrderBy(count => count.Key).Select(count => (count.Key.Provider, count.Key.Route, count.Value));

    public void Add(string provider, string route) => _counts.AddOrUpdate((provider, route), 1, (_, count) => count + 1);

    public void Clear() => _counts.Clear();
}
