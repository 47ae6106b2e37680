using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

/// <summary>Films the stills of a storyboard in a small size, once for each content.</summary>
public sealed class RenderAnimatic(
    AnimaticRepository animatics,
    ProductionLoader productions,
    RevisionRepository revisions,
    StillLibrary stills,
    IAssetStore assets,
    WorkFolders work,
    FilmRenderer renderer)
{
    [Function(nameof(Steps.RenderAnimatic))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] AnimaticKey key, CancellationToken cancellationToken)
    {
        var production = await productions.FindAsync(key.VideoId, cancellationToken);
        if (production is null || await revisions.FindStoryboardAsync(key.VideoId, key.Revision, cancellationToken) is not { } storyboard)
        {
            return StepOutcome.Stopped;
        }

        var plan = AnimaticPlan.For(production, storyboard.Content);
        if (await assets.HeadAsync(plan.AssetKey, cancellationToken) is null)
        {
            await using var progress = new RunProgress((value, token) => animatics.ReportProgressAsync(key, value, token), cancellationToken);
            try
            {
                await FilmAsync(plan, progress);
            }
            catch (OperationCanceledException) when (progress.RunIsOver)
            {
                return StepOutcome.Stopped;
            }
            catch (Exception e) when (e is FfmpegException or MediaSetupException)
            {
                await animatics.FailAsync(key, new("animatic_failed", "The preview could not be made; ask for it again.", Detail: e.Message), cancellationToken);
                return StepOutcome.Done;
            }
        }

        return await animatics.CompleteAsync(key, plan.AssetKey, cancellationToken) ? StepOutcome.Done : StepOutcome.Stopped;
    }

    async Task FilmAsync(AnimaticPlan plan, RunProgress progress)
    {
        using var folder = work.Create();
        var files = new List<string>();
        foreach (var brief in plan.Scenes)
        {
            files.Add(await folder.FetchAsync(assets, await stills.EnsureAsync(brief.Still, progress.Work), progress.Work));
        }

        var film = folder.File("animatic.mp4");
        await renderer.RenderAnimaticAsync(plan.Storyboard, files, plan.Settings, film, progress, progress.Work);
        await assets.PutFileAsync(plan.AssetKey, film, "video/mp4", progress.Work);
    }
}
