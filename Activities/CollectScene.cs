using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class CollectScene(RenderJobRepository jobs, SceneRepository scenes, ClipCollector collector)
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
            return await collector.CollectAsync(job, progress, progress.Work, cancellationToken) switch
            {
                JobNews.Kept => SceneTurn.Over(StepOutcome.Done),
                // Read again before it is collected again: the way to the clip may have changed.
                JobNews.UnderWay again => SceneTurn.Go(SceneStep.Poll, job.Id, again.LookAgainIn),
                _ => SceneTurn.Prepare(),
            };
        }
        catch (OperationCanceledException) when (progress.RunIsOver)
        {
            return SceneTurn.Over(StepOutcome.Stopped);
        }
    }
}
