using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Prices a storyboard at the first provider of its video: seconds of clip times price per second, nothing for clips that exist.</summary>
public sealed class Quoter(VideoProviders providers, ClipRepository clips)
{
    public async Task<Quote> QuoteAsync(Production production, Storyboard storyboard, CancellationToken cancellationToken)
    {
        var provider = providers.Get(production.Video.Options.Providers[0]);
        var briefs = production.SceneBriefs(storyboard);
        var digests = briefs.Select(brief => brief.ClipDigest(provider.Name, provider.Model)).ToList();
        var finished = await clips.FindManyAsync(digests, cancellationToken);
        return new Quote([.. briefs.Select((brief, i) =>
        {
            var reused = finished.ContainsKey(digests[i]);
            var cost = reused ? 0 : CostOf(provider, brief);
            return new QuoteLine(i + 1, provider.Name, provider.Model, brief.ClipSeconds, provider.UsdPerSecond, cost, reused);
        })]);
    }

    /// <summary>US dollars for one attempt at one scene, rounded up to a hundredth of a cent.</summary>
    public static decimal CostOf(IVideoProvider provider, SceneBrief brief)
        => Math.Round(provider.UsdPerSecond * (decimal)brief.ClipSeconds, 4, MidpointRounding.ToPositiveInfinity);
}
