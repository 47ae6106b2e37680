using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Prices a video that has no storyboard yet, by the one that the offline writer and artist make of it in no time: other writers take the
/// same structure and lengths from the reference, and other words.
/// </summary>
public sealed class Estimator(Quoter quoter, PlanningCost planning, VideoProviders providers)
{
    static readonly Brand SomeBrand = new("Brand", "", "plain", "everybody", new("#112233", "#445566", "#778899"), [], [], []);
    static readonly Product SomeProduct = new(Guid.Empty, "Product", "", [], "");

    /// <param name="brand"><see langword="null"/> when none is chosen yet; so for product and reference.</param>
    public async Task<Quote> EstimateAsync(
        Guid workspaceId, Brand? brand, Product? product, ReferenceAnalysis? reference, GenerationOptions options, CancellationToken cancellationToken)
    {
        var brief = new WritingBrief(brand ?? SomeBrand, product ?? SomeProduct, reference, options);
        var script = await new OfflineScriptWriter().WriteAsync(brief, cancellationToken);
        var storyboard = await new OfflineStoryboardArtist().DrawAsync(script, brief, cancellationToken);
        var scenes = await QuoteAsync(workspaceId, storyboard, brief, cancellationToken);
        var planned = planning.Of(brief);
        var quote = new Quote([.. planned.Select(Line), .. scenes.Lines], Estimated: true);
        var worst = (scenes.WorstCaseUsd ?? scenes.TotalUsd) + planned.Sum(line => line.MostUsd);
        return worst > quote.TotalUsd ? quote with { WorstCaseUsd = worst } : quote;
    }

    static QuoteLine Line(PlannedCost planned) => new(
        null, planned.Service, planned.Model, 0, "call", planned.Calls, planned.Usd / planned.Calls, planned.Usd, Reused: false, Kind: planned.Kind);

    /// <summary>Prices a storyboard that is there.</summary>
    /// <inheritdoc cref="EstimateAsync"/>
    public Task<Quote> QuoteAsync(
        Guid workspaceId, Storyboard storyboard, Brand? brand, Product? product, GenerationOptions options, CancellationToken cancellationToken)
        => QuoteAsync(workspaceId, storyboard, new WritingBrief(brand ?? SomeBrand, product ?? SomeProduct, null, options), cancellationToken);

    Task<Quote> QuoteAsync(Guid workspaceId, Storyboard storyboard, WritingBrief brief, CancellationToken cancellationToken)
        => quoter.QuoteAsync(Production.SceneBriefs(storyboard, brief, workspaceId), providers.For(brief.Options), cancellationToken);
}
