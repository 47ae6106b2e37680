using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class CollectScene(RenderJobRepository jobs, SceneRepository scenes, VideoProviders providers, IAssetStore assets)
{
    [Function(nameof(Steps.CollectScene))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId!.Value, cancellationToken);
        var offer = providers.Get(job.Provider, job.Model);
        var clipKey = AssetKeys.Clip(job.ClipDigest);
        await using var progress = new RunProgress((value, token) => scenes.ReportProgressAsync(attempt.Scene, value, token), cancellationToken);
        try
        {
            if (await offer.Provider.CollectAsync(job, clipKey, progress, progress.Work) is CollectAnswer.Unusable unusable)
            {
                var failure = new GenerationFailure("render_failed",
                    "The scene could not be rendered. Retry renders this scene again; finished scenes are kept.", job.Scene, unusable.Failure.Message);
                await jobs.CloseAsync(job.Id, RenderJobState.Failed, failure, cancellationToken);
                await scenes.FailAsync(attempt.Scene, failure, cancellationToken);
                return StepOutcome.Failed(failure);
            }
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return StepOutcome.Stopped;
        }

        var stored = await assets.HeadAsync(clipKey, cancellationToken);
        await jobs.FinishAsync(job, new Clip
        {
            Digest = job.ClipDigest,
            AssetKey = clipKey,
            Provider = job.Provider,
            Model = job.Model,
            Seconds = job.Brief.ClipSeconds,
            SizeBytes = stored!.Size,
            CostUsd = offer.CostOf(job.Brief, DateOnly.FromDateTime(DateTime.UtcNow)),
        }, cancellationToken);
        return StepOutcome.Done;
    }
}
