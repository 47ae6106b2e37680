using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Prices a storyboard by the configured prices; no key is needed and no provider is asked. Each scene at the first choice that can
/// render it: ordered seconds or clips, times the price of one, nothing for clips that exist.
/// </summary>
public sealed class Quoter(VideoProviders providers, ClipRepository clips, StillStudio studio, TimeProvider time)
{
    /// <summary>Stands for a picture that nobody has seen yet: no clip was filmed from it.</summary>
    const string ToBePainted = "to be painted";

    /// <summary>With the stills that are painted before the rendering; a scene that gets another still is filmed anew.</summary>
    public async Task<Quote> QuoteAsync(Production production, Storyboard storyboard, CancellationToken cancellationToken)
    {
        var looks = production.Looks(storyboard).Select(Digest.Of).ToList();
        var stills = studio.Ahead(production, storyboard)
            .Select(look => (Digest: Digest.Of(look), Price: studio.PriceOf(production, look)))
            .Where(still => still.Price is not null)
            .ToDictionary(still => still.Digest, still => Line(looks.IndexOf(still.Digest) + 1, still.Price!.Value));
        var quote = await QuoteAsync(
            [
                .. production.SceneBriefs(storyboard).Select((brief, i) => stills.ContainsKey(looks[i])
                    ? brief with { Still = brief.Still with { Picture = ToBePainted } }
                    : brief),
            ],
            providers.For(production.Video.Options), cancellationToken);
        return new(
            [.. stills.Values.Concat(quote.Lines).OrderBy(line => line.Scene).ThenBy(line => line.Kind == Quote.Scene)],
            quote.WorstCaseUsd + stills.Values.Sum(line => line.CostUsd));
    }

    /// <summary>Without any further painting.</summary>
    public Task<Quote> QuoteRenderingAsync(Production production, Storyboard storyboard, CancellationToken cancellationToken)
        => QuoteAsync(production.SceneBriefs(storyboard), providers.For(production.Video.Options), cancellationToken);

    public async Task<Quote> QuoteAsync(
        IReadOnlyList<SceneBrief> briefs, IReadOnlyList<Choice> choices, CancellationToken cancellationToken)
    {
        var today = time.Today();
        var fitting = briefs
            .Select(brief => choices.Select(choice => choice.Offer).Where(offer => offer.Obstacle(brief, today) is null).ToList())
            .ToList();
        var digests = briefs.SelectMany((brief, i) => fitting[i].Take(1).Select(offer => offer.ClipDigest(brief))).ToList();
        var finished = await clips.FindManyAsync(digests, cancellationToken);
        var ordered = new HashSet<string>(finished.Keys);
        var lines = briefs.Select((brief, i) => fitting[i] is [var first, ..]
            // A scene that comes twice is rendered once.
            ? Line(i + 1, brief, first, reused: !ordered.Add(first.ClipDigest(brief)), today)
            : new QuoteLine(i + 1, "", "", brief.ClipSeconds, "second", 0, 0, 0, Reused: false) { Obstacles = Obstacles(choices, brief, today) }).ToList();
        var worst = lines.Zip(briefs, fitting)
            .Sum(row => row.First.Reused ? 0 : row.Third.Select(offer => offer.CostOf(row.Second, today)).DefaultIfEmpty(0).Max());
        var quote = new Quote(lines);
        return worst > quote.TotalUsd ? quote with { WorstCaseUsd = worst } : quote;
    }

    /// <summary>Why none of the choices can render the scene.</summary>
    public static IReadOnlyList<RenderObstacle> Obstacles(IReadOnlyList<Choice> choices, SceneBrief brief, DateOnly day) => choices.Count == 0
        ? [new(null, null, ObstacleCode.NotConfigured, "none of the providers named is there any more")]
        : [.. choices.Select(choice => choice.Offer.Obstacle(brief, day)).OfType<RenderObstacle>()];

    /// <summary>At the dearest painter, so that it suffices whoever paints.</summary>
    static QuoteLine Line(int scene, (ImageChoice First, decimal Usd, decimal MostUsd) price)
        => new(scene, price.First.Service.Service, price.First.Model.Id, 0, "call", 1, price.MostUsd, price.MostUsd, Reused: false, Kind: Quote.Still);

    static QuoteLine Line(int scene, SceneBrief brief, Offer offer, bool reused, DateOnly today)
    {
        var price = offer.PriceOf(brief, today)!;
        var seconds = offer.OrderedSeconds(brief)!.Value;
        return new QuoteLine(
            scene, offer.Provider.Name, offer.Model.Id, seconds, Spelling.Of(price.Unit), price.Unit == PriceUnit.Clip ? 1 : seconds,
            price.Usd, reused ? 0 : offer.CostOf(brief, today), reused);
    }
}
