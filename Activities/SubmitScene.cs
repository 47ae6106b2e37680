using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Activities;

/// <summary>
/// Calls the provider, once. The right to call is taken and committed first, so an execution that finds it taken knows that
/// the provider may have been called, and does not call again unless repeating does no harm there.
/// </summary>
public sealed class SubmitScene(RenderJobRepository jobs, SceneRepository scenes, VideoProviders providers)
{
    [Function(nameof(Steps.SubmitScene))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId!.Value, cancellationToken);
        if (job.State == RenderJobState.Accepted)
        {
            return StepOutcome.Done;
        }

        if (job.State != RenderJobState.Submitting)
        {
            // Of an earlier execution or run; what may be paid for is not ordered again.
            return await EndAsync(attempt, job.Failure ?? new("render_failed", $"The attempt ended as {job.StateWord}.", job.Scene), cancellationToken);
        }

        var provider = providers.Get(job.Provider, job.Model).Provider;
        if (!await jobs.TakeCallAsync(job.Id, cancellationToken) && !provider.Contract.SubmitIsRepeatable)
        {
            return await UnknownAsync(attempt, job, "The app stopped while it called the provider.", cancellationToken);
        }

        SubmitAnswer answer;
        try
        {
            answer = await provider.SubmitAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return await UnknownAsync(attempt, job, e.Message, CancellationToken.None);
        }

        switch (answer)
        {
            case SubmitAnswer.Accepted accepted:
                // From here on there is a job that may cost money: its id is stored whatever happens to this activity.
                await jobs.AcceptAsync(job.Id, accepted.ProviderJobId, CancellationToken.None);
                return StepOutcome.Done;
            case SubmitAnswer.Unknown unknown:
                return await UnknownAsync(attempt, job, unknown.Detail, CancellationToken.None);
            default:
                var failure = answer is SubmitAnswer.Refused refused ? refused.Failure : ((SubmitAnswer.Later)answer).Failure;
                var refusal = new GenerationFailure("render_refused", failure.Message, job.Scene, failure.ProviderCode);
                await jobs.CloseAsync(job.Id, RenderJobState.Refused, refusal, CancellationToken.None);
                return await EndAsync(attempt, refusal, CancellationToken.None);
        }
    }

    async Task<StepOutcome> UnknownAsync(SceneAttempt attempt, RenderJob job, string detail, CancellationToken cancellationToken)
    {
        var failure = new GenerationFailure("outcome_unknown",
            $"{job.Provider} gave no answer, so the job may or may not exist. It counts as spent and is not ordered again by itself.", job.Scene, detail);
        await jobs.MarkUnknownAsync(job.Id, failure, cancellationToken);
        return await EndAsync(attempt, failure, cancellationToken);
    }

    async Task<StepOutcome> EndAsync(SceneAttempt attempt, GenerationFailure failure, CancellationToken cancellationToken)
    {
        await scenes.FailAsync(attempt.Scene, failure, cancellationToken);
        return StepOutcome.Failed(failure);
    }
}
