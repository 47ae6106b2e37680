using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class PlanRendering(
    VideoPhases phases, ProductionLoader productions, RevisionRepository revisions, SceneRepository scenes, Quoter quoter, VideoProviders providers)
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
        var quote = await quoter.QuoteAsync(production, storyboard, cancellationToken);
        if (production.Video.CostUsd + quote.TotalUsd > production.Video.MaxCostUsd)
        {
            return new RenderingPlan(StepOutcome.Failed(OverLimit(production.Video, quote)), 0, 0);
        }

        await scenes.LayOutAsync(run.VideoId, storyboard.Scenes.Count, cancellationToken);
        var offer = providers.Get(production.Video.Options.Providers[0]);
        return new RenderingPlan(StepOutcome.Done, storyboard.Scenes.Count, offer.Provider.Contract.MaxConcurrent);
    }

    static GenerationFailure OverLimit(Video video, Quote quote) => new("over_limit", string.Create(CultureInfo.InvariantCulture,
        $"Rendering costs {quote.TotalUsd:0.00##} USD; with what is spent already that is over the limit of {video.MaxCostUsd:0.00##} USD. Make a new video with a higher max_cost_usd."));
}
