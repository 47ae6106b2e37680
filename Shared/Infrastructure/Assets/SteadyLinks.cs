using System.Collections.Concurrent;

namespace VideoGen.Infrastructure.Assets;

/// <summary>
/// Links for looking at assets that stay the same for half an hour, and are good for another one then: who looks at a video again and again
/// sees that nothing has changed, and its browser loads no picture twice.
/// </summary>
public sealed class SteadyLinks(IAssetStore assets, TimeProvider time)
{
    /// <summary>About 30 MB of them; beyond that they are made anew.</summary>
    const int Most = 50_000;
    static readonly TimeSpan Steady = TimeSpan.FromMinutes(30);

    volatile Period _now = new(0);

    public string Get(string key)
    {
        var period = time.GetUtcNow().Ticks / Steady.Ticks;
        var links = _now;
        if (links.Number != period || links.Links.Count >= Most)
        {
            _now = links = new(period);
        }

        return links.Links.GetOrAdd(key, static (key, assets) => assets.CreateLink(key, AssetLinkMethod.Get, 2 * Steady), assets);
    }

    sealed record Period(long Number)
    {
        public ConcurrentDictionary<string, string> Links { get; } = new();
    }
}
