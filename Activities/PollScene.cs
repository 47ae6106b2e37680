using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

public sealed class PollScene(RenderJobRepository jobs, RenderJobLooks looks, SceneRepository scenes, JobReader reader)
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
                return await LaterAsync(attempt, new(again.Wait, Reason: SceneWait.Reconciliation), SceneStep.Submit, cancellationToken);
            case JobNews.UnderWay underWay when job.IsOpen:
                return await LaterAsync(attempt, underWay, SceneStep.Poll, cancellationToken);
            default:
                return SceneTurn.Prepare();
        }
    }

    async Task<SceneTurn> LaterAsync(SceneAttempt attempt, JobNews.UnderWay news, SceneStep next, CancellationToken cancellationToken)
    {
        if (!await scenes.ReportProgressAsync(attempt.Scene, news.Progress, cancellationToken))
        {
            // Nobody waits for the scene any more. The job may still cost, which the watch over unattended jobs finds out.
            await looks.NowAsync(attempt.JobId, cancellationToken);
            return SceneTurn.Over(StepOutcome.Stopped);
        }

        await looks.NextAsync(attempt.JobId, news.LookAgainIn, cancellationToken);
        await scenes.WaitAsync(attempt.Scene, news.Reason, cancellationToken);
        return SceneTurn.Go(next, attempt.JobId, news.LookAgainIn);
    }
}
