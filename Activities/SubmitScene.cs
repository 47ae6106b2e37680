using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Activities;

/// <summary>
/// Calls the provider, once. The right to call is taken and committed first, so an execution that finds it taken knows that
/// the provider may have been called, and does not call again unless repeating does no harm there.
/// </summary>
public sealed class SubmitScene(
    RenderJobRepository jobs, RenderJobOutcomes outcomes, CallGate gate, ProviderCircuits circuits, SceneRepository scenes, VideoProviders providers)
{
    [Function(nameof(Steps.SubmitScene))]
    public async Task<SceneTurn> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId, cancellationToken);
        var provider = providers.Get(job.Provider);
        var right = job.State == RenderJobState.OutcomeUnknown
            ? new CallRight(CallAnswer.GivenBefore)
            : await gate.TakeAsync(job, provider.Contract, cancellationToken);
        switch (right.Answer)
        {
            case CallAnswer.Given:
            // Where lost jobs can be found, that is tried first; only then is an attempt of unknown outcome sent here again.
            case CallAnswer.GivenBefore when provider.Contract.SubmitIsRepeatable
                && (!provider.Contract.CanFindLostJobs || job.State == RenderJobState.OutcomeUnknown):
                return await CallAsync(job, provider, cancellationToken);
            case CallAnswer.GivenBefore:
                return await UnknownAsync(job, "The app stopped while it called the provider.", cancellationToken);
            case CallAnswer.Wait:
                await scenes.WaitAsync(attempt.Scene, SceneWait.ProviderLimit, cancellationToken);
                return SceneTurn.Go(SceneStep.Submit, job.Id, right.Wait);
            case CallAnswer.CircuitOpen:
                await outcomes.CloseAsync(job.Id, RenderJobState.Refused, fault: null,
                    new("provider_unavailable", $"{job.Provider} is out of order; it was not called.", job.Scene), chargedUsd: 0, cancellationToken);
                return SceneTurn.Prepare();
            default:
                return job.IsOpen && job.State != RenderJobState.Submitting ? SceneTurn.Go(SceneStep.Poll, job.Id) : SceneTurn.Prepare();
        }
    }

    async Task<SceneTurn> CallAsync(RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        SubmitAnswer answer;
        try
        {
            answer = await provider.SubmitAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            answer = new SubmitAnswer.Unknown(e.Message);
        }

        // From here on there may be a job that costs money: what is known is stored whatever happens to this activity.
        switch (answer)
        {
            case SubmitAnswer.Accepted accepted:
                await outcomes.AcceptAsync(job.Id, accepted.ProviderJobId, CancellationToken.None);
                await circuits.SucceedAsync(job.Provider, job.Model, CancellationToken.None);
                // What costs nothing is made here, and is ready.
                return SceneTurn.Go(SceneStep.Poll, job.Id, job.ReservedUsd == 0 ? TimeSpan.Zero : provider.Contract.PollEvery);
            // What refuses the repetition says nothing about the call before.
            case SubmitAnswer.Refused again when job.State == RenderJobState.OutcomeUnknown && provider.Contract.CanFindLostJobs:
                return await UnknownAsync(job, again.Failure.Message, CancellationToken.None);
            case SubmitAnswer.Refused refused:
                await outcomes.CloseAsync(job.Id, RenderJobState.Refused, refused.Failure.Fault,
                    new(Words.Of(refused.Failure.Code), refused.Failure.Message, job.Scene, refused.Failure.ProviderCode), chargedUsd: 0, CancellationToken.None);
                await circuits.NoteAsync(job.Provider, job.Model, refused.Failure, retryAfter: null, CancellationToken.None);
                return SceneTurn.Prepare();
            case SubmitAnswer.Later later:
                await gate.PutBackAsync(job.Id, CancellationToken.None);
                await circuits.NoteAsync(job.Provider, job.Model, later.Failure, later.RetryAfter, CancellationToken.None);
                // The gate says how long, and whether the provider is still called at all.
                return SceneTurn.Go(SceneStep.Submit, job.Id, later.RetryAfter ?? PollPace.Next(provider.Contract, job.Token, looks: 0, isCalled: false));
            default:
                await circuits.NoteAsync(job.Provider, job.Model, new(ProviderFault.Unavailable, "It does not answer."), retryAfter: null, CancellationToken.None);
                return await UnknownAsync(job, ((SubmitAnswer.Unknown)answer).Detail, CancellationToken.None);
        }
    }

    async Task<SceneTurn> UnknownAsync(RenderJob job, string detail, CancellationToken cancellationToken)
    {
        await outcomes.MarkUnknownAsync(job.Id, LostJobs.NoAnswer(job, detail), cancellationToken);
        return SceneTurn.Go(SceneStep.Poll, job.Id);
    }
}
