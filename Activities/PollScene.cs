using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class PollScene(
    RenderJobRepository jobs, RenderJobLooks looks, SceneRepository scenes, VideoProviders providers, JobReader reader)
{
    [Function(nameof(Steps.PollScene))]
    public async Task<SceneTurn> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId, cancellationToken);
        switch (await reader.ReadAsync(job, cancellationToken))
        {
            case JobNews.Ready:
                return SceneTurn.Go(SceneStep.Collect, job.Id);
            case JobNews.SubmitAgain again:
                return SceneTurn.Go(SceneStep.Submit, job.Id, again.Wait);
            case JobNews.UnderWay underWay:
                if (!await scenes.ReportProgressAsync(attempt.Scene, underWay.Progress, cancellationToken))
                {
                    return await StopAsync(job, cancellationToken);
                }

                await scenes.WaitAsync(attempt.Scene, underWay.Reason, cancellationToken);
                return SceneTurn.Go(SceneStep.Poll, job.Id, underWay.LookAgainIn);
            default:
                return SceneTurn.Prepare();
        }
    }

    /// <summary>Nobody waits for the scene any more. The job may still cost, which the watch over unattended jobs finds out.</summary>
    async Task<SceneTurn> StopAsync(RenderJob job, CancellationToken cancellationToken)
    {
        await looks.NowAsync(job.Id, hintedJobId: null, cancellationToken);
        var provider = providers.Get(job.Provider);
        if (provider.Contract.CanCancel && job.ReservedUsd > 0 && await looks.TakeCancelAsync(job.Id, cancellationToken))
        {
            await provider.CancelAsync(job, cancellationToken);
        }

        return SceneTurn.Over(StepOutcome.Stopped);
    }
}
