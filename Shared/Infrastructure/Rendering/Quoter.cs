using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Prices a storyboard by the configured prices; no key is needed and no provider is asked. Each scene at the first choice that can
/// render it: ordered seconds or clips, times the price of one, nothing for clips that exist.
/// </summary>
public sealed class Quoter(VideoProviders providers, ClipRepository clips, TimeProvider time)
{
    public Task<Quote> QuoteAsync(Production production, Storyboard storyboard, CancellationToken cancellationToken)
        => QuoteAsync(production.SceneBriefs(storyboard), providers.For(production.Video.Options), cancellationToken);

    public async Task<Quote> QuoteAsync(IReadOnlyList<SceneBrief> briefs, IReadOnlyList<Choice> choices, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var fitting = briefs.Select(brief => choices.Where(choice => choice.Offer.Obstacle(brief, today) is null).Select(choice => choice.Offer).ToList()).ToList();
        var digests = briefs.SelectMany((brief, i) => fitting[i].Take(1).Select(offer => offer.ClipDigest(brief))).ToList();
        var finished = await clips.FindManyAsync(digests, cancellationToken);
        var ordered = new HashSet<string>(finished.Keys);
        var lines = briefs.Select((brief, i) => fitting[i] is [var first, ..]
            // A scene that comes twice is rendered once.
            ? Line(i + 1, brief, first, reused: !ordered.Add(first.ClipDigest(brief)), today)
            : new QuoteLine(i + 1, "", "", brief.ClipSeconds, "second", 0, 0, 0, Reused: false, Obstacles(choices, brief, today))).ToList();
        var worst = lines.Zip(briefs, fitting).Select(row => row.First.Reused ? 0 : row.Third.Select(offer => offer.CostOf(row.Second, today)).DefaultIfEmpty(0).Max()).Sum();
        var quote = new Quote(lines);
        return worst > quote.TotalUsd ? quote with { WorstCaseUsd = worst } : quote;
    }

    /// <summary>Why none of the choices can render the scene.</summary>
    public static string Obstacles(IReadOnlyList<Choice> choices, SceneBrief brief, DateOnly day) => choices.Count == 0
        ? "none of the providers named is there any more"
        : string.Join("; ", choices.Select(choice => $"{choice.Offer.Provider.Name}:{choice.Offer.Model.Id}: {choice.Offer.Obstacle(brief, day)}"));

    static QuoteLine Line(int scene, SceneBrief brief, Offer offer, bool reused, DateOnly today)
    {
        var price = offer.PriceOf(brief, today)!;
        var seconds = offer.OrderedSeconds(brief)!.Value;
        return new QuoteLine(scene, offer.Provider.Name, offer.Model.Id, seconds, Words.Of(price.Unit), price.Unit == PriceUnit.Clip ? 1 : seconds,
            price.Usd, reused ? 0 : offer.CostOf(brief, today), reused);
    }
}
