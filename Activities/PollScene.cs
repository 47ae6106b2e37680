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
        var provider = providers.Get(job.Provider, job.Model).Provider;
        var answer = await provider.GetAsync(job, cancellationToken);
        if (answer is JobAnswer.Ready)
        {
            return new ScenePoll(StepOutcome.Done, TimeSpan.Zero);
        }

        if (answer is not JobAnswer.Failed failed)
        {
            return new ScenePoll(null, provider.Contract.PollEvery);
        }

        var failure = new GenerationFailure("render_failed", failed.Failure.Message, job.Scene, failed.Failure.ProviderCode);
        await jobs.CloseAsync(job.Id, RenderJobState.Failed, failure, cancellationToken);
        await scenes.FailAsync(attempt.Scene, failure, cancellationToken);
        return new ScenePoll(StepOutcome.Failed(failure), TimeSpan.Zero);
    }
}
