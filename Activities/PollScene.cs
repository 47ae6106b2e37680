using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Activities;

public sealed class PollScene(RenderJobRepository jobs, SceneRepository scenes, VideoProviders providers)
{
    [Function(nameof(Steps.PollScene))]
    public async Task<ScenePoll> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId!.Value, cancellationToken);
        var answer = await providers.Get(job.Provider).GetAsync(job, cancellationToken);
        if (!answer.IsOver)
        {
            return new ScenePoll(null, answer.AskAgainIn);
        }

        if (answer.Failure is not { } failure)
        {
            return new ScenePoll(StepOutcome.Done, TimeSpan.Zero);
        }

        await jobs.CloseAsync(job.Id, RenderJobState.Failed, failure, cancellationToken);
        await scenes.FailAsync(attempt.Scene, failure, cancellationToken);
        return new ScenePoll(StepOutcome.Failed(failure), TimeSpan.Zero);
    }
}
