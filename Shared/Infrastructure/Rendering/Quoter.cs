using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Prices a storyboard at the first provider of its video: seconds of clip times price per second, nothing for clips that exist.</summary>
public sealed class Quoter(VideoProviders providers, ClipRepository clips)
{
    public async Task<Quote> QuoteAsync(Production production, Storyboard storyboard, CancellationToken cancellationToken)
    {
        var offer = providers.Get(production.Video.Options.Providers[0]);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var briefs = production.SceneBriefs(storyboard);
        var digests = briefs.Select(offer.ClipDigest).ToList();
        var finished = await clips.FindManyAsync(digests, cancellationToken);
        return new Quote([.. briefs.Select((brief, i) =>
        {
            var reused = finished.ContainsKey(digests[i]);
            var seconds = offer.OrderedSeconds(brief) ?? brief.ClipSeconds;
            var cost = reused ? 0 : offer.CostOf(brief, today);
            return new QuoteLine(i + 1, offer.Provider.Name, offer.Model.Id, seconds, offer.PriceOf(brief, today)?.Usd ?? 0, cost, reused);
        })]);
    }
}
