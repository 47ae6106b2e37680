using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class CollectScene(RenderJobRepository jobs, RenderJobLooks looks, SceneRepository scenes, ClipCollector collector)
{
    [Function(nameof(Steps.CollectScene))]
    public async Task<SceneTurn> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId, cancellationToken);
        if (job.State == RenderJobState.Succeeded)
        {
            return SceneTurn.Over(StepOutcome.Done);
        }

        await using var progress = new RunProgress((value, token) => scenes.ReportProgressAsync(attempt.Scene, value, token), cancellationToken);
        try
        {
            switch (await collector.CollectAsync(job, progress, progress.Work, cancellationToken))
            {
                case JobNews.Kept:
                    return SceneTurn.Over(StepOutcome.Done);
                case JobNews.UnderWay again:
                    await looks.NextAsync(job.Id, again.LookAgainIn, cancellationToken);
                    await scenes.WaitAsync(attempt.Scene, again.Reason, cancellationToken, again.Detail);
                    // Read again before it is collected again: the way to the clip may have changed.
                    return SceneTurn.Go(SceneStep.Poll, job.Id, again.LookAgainIn);
                default:
                    return SceneTurn.Prepare();
            }
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return SceneTurn.Over(StepOutcome.Stopped);
        }
    }
}
