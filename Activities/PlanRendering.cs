using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class PlanRendering(
    VideoPhases phases,
    ProductionLoader productions,
    RevisionRepository revisions,
    SceneRepository scenes,
    RenderJobRepository jobs,
    BrandBudgets budgets,
    Quoter quoter,
    StillStudio studio,
    VideoProviders providers)
{
    [Function(nameof(Steps.PlanRendering))]
    public async Task<RenderingPlan> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var entry = await phases.EnterAsync(run, VideoStatus.VideoRendering, cancellationToken);
        if (entry != PhaseEntry.Entered)
        {
            return new RenderingPlan(entry.AsOutcome(), 0, 0);
        }

        var production = (await productions.FindAsync(run.VideoId, cancellationToken))!;
        var storyboard = (await revisions.FindStoryboardAsync(production.Video, cancellationToken))!.Content;
        await studio.LoseOpenAsync(production, cancellationToken);
        var left = await budgets.LeftAsync(production.Video.BrandId, cancellationToken);
        var quote = await quoter.QuoteAsync(production, storyboard, cancellationToken);
        if (quote.StillsExceed(production.Video.MaxCostUsd - production.Video.CostUsd, left))
        {
            quote = await quoter.QuoteRenderingAsync(production, storyboard, cancellationToken);
        }

        var reserved = await jobs.ListOpenScenesAsync(run.VideoId, cancellationToken);
        var usd = quote.Lines.Where(line => line.Kind != Quote.Scene || !reserved.Contains(line.Scene!.Value)).Sum(line => line.CostUsd);
        if (Obstacle(production.Video, quote, usd, left) is { } failure)
        {
            return new RenderingPlan(StepOutcome.Failed(failure), 0, 0);
        }

        // Scenes that were edited since they were painted: their stills are what is filmed from.
        if (quote.CostOf(Quote.Still) > 0)
        {
            await studio.PaintAsync(production, storyboard, new Progress<double>(), cancellationToken);
        }

        await scenes.LayOutAsync(run.VideoId, storyboard.Scenes.Count, cancellationToken);
        return new RenderingPlan(StepOutcome.Done, storyboard.Scenes.Count, Parallel(production.Video.Options, storyboard.Scenes.Count));
    }

    /// <summary>
    /// All at once: providers' limits are kept where they are called, and a scene that waits there for a person does not hold up the
    /// others. Work on this machine alone waits for nobody, and needs no queue.
    /// </summary>
    int Parallel(GenerationOptions options, int scenes)
        => providers.For(options) is [{ Offer.Provider: { Name: LocalVideoProvider.ProviderName } local }] ? local.Contract.MaxConcurrent : scenes;

    /// <summary>Known before anything is ordered; with partial delivery there is always something to show.</summary>
    /// <param name="usd">What it costs beyond what is spent, or reserved for orders that an earlier run left.</param>
    static GenerationFailure? Obstacle(Video video, Quote quote, decimal usd, decimal? left)
    {
        if (video.Options.PartialDelivery || usd == 0 && quote.Lines.All(line => line.Obstacle is null))
        {
            return null;
        }

        return quote.Lines.FirstOrDefault(line => line.Obstacle is not null) is { } line
            ? new("no_provider_fits", $"No provider of this video can render the scene: {line.Obstacle}.", line.Scene)
            : video.CostUsd + usd > video.MaxCostUsd ? OverLimit(video, usd)
            : usd > left ? OverBudget(left.Value, usd)
            : null;
    }

    static GenerationFailure OverLimit(Video video, decimal usd) => new("over_limit", string.Create(CultureInfo.InvariantCulture,
        $"Rendering costs {usd:0.00##} USD; with what is spent already that is over the limit of {video.MaxCostUsd:0.00##} USD. "
        + $"Retry with a higher max_cost_usd."));

    static GenerationFailure OverBudget(decimal left, decimal usd) => new("over_budget", string.Create(CultureInfo.InvariantCulture,
        $"Rendering costs {usd:0.00##} USD, and the brand's monthly_budget_usd has {left:0.00##} USD left. "
        + $"Raise it, or retry next month."));
}
