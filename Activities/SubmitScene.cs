using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Npgsql;
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
    RenderJobRepository jobs, RenderJobOutcomes outcomes, CallGate gate, ProviderCircuits circuits, SceneRepository scenes, VideoProviders providers,
    ILogger<SubmitScene> log)
{
    /// <summary>To store what a provider answered, with pauses of at most so many seconds: some seven minutes in all.</summary>
    const int MostTries = 30, LongestPause = 15;

    [Function(nameof(Steps.SubmitScene))]
    public async Task<SceneTurn> RunAsync([ActivityTrigger] SceneAttempt attempt, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(attempt.JobId, cancellationToken);
        var provider = providers.Get(job.Provider);
        var right = await gate.TakeAsync(job, provider.Contract, cancellationToken);
        switch (right.Answer)
        {
            case CallAnswer.Given:
                return await CallAsync(attempt.Scene, job with { CalledAt = right.CalledAt }, provider, cancellationToken);
            // Where lost jobs can be found, that is tried first; only then is an attempt of unknown outcome sent here again.
            case CallAnswer.GivenBefore when provider.Contract.SubmitIsRepeatable
                && (!provider.Contract.CanFindLostJobs || LostJobs.MayRepeat(job, provider.Contract)):
                await gate.RepeatAsync(job.Id, cancellationToken);
                return await CallAsync(attempt.Scene, job, provider, cancellationToken);
            case CallAnswer.GivenBefore:
                return await UnknownAsync(job, "The app stopped while it called the provider.", cancellationToken);
            case CallAnswer.Wait:
                await scenes.WaitAsync(attempt.Scene, SceneWait.ProviderLimit, cancellationToken);
                return SceneTurn.Go(SceneStep.Submit, job.Id, right.Wait);
            case CallAnswer.CircuitOpen:
                await outcomes.CloseUncalledAsync(
                    job.Id, new("provider_unavailable", $"{job.Provider} is out of order; it was not called.", job.Scene), cancellationToken);
                return SceneTurn.Prepare();
            case CallAnswer.NotWanted:
                await outcomes.CloseUncalledAsync(
                    job.Id, new("not_wanted", $"Nobody waits for it any more; {job.Provider} was not called.", job.Scene), cancellationToken);
                return SceneTurn.Over(StepOutcome.Stopped);
            default:
                return job.IsOpen && job.State != RenderJobState.Submitting ? SceneTurn.Go(SceneStep.Poll, job.Id) : SceneTurn.Prepare();
        }
    }

    async Task<SceneTurn> CallAsync(SceneKey scene, RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        SubmitAnswer answer;
        try
        {
            answer = await provider.SubmitAsync(job, cancellationToken);
        }
        catch (NothingSentException)
        {
            await gate.PutBackAsync(job.Id, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            answer = new SubmitAnswer.Unknown(e.Message);
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                return await StoreAsync(scene, job, provider, answer);
            }
            catch (NpgsqlException e) when (e.IsTransient && tries < MostTries)
            {
                // Whoever reads this after a crash finds the job here that nobody else knows.
                log.LogError(e, "Cannot store yet what {Provider} answered to attempt {JobId}: {Answer}", job.Provider, job.Id, answer);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries - 1), LongestPause)), CancellationToken.None);
            }
        }
    }

    /// <summary>There may be a job now that costs money: what is known is stored whatever happens to this activity.</summary>
    async Task<SceneTurn> StoreAsync(SceneKey scene, RenderJob job, IVideoProvider provider, SubmitAnswer answer)
    {
        switch (answer)
        {
            case SubmitAnswer.Accepted accepted:
                if (!await outcomes.AcceptAsync(job.Id, accepted.ProviderJobId, CancellationToken.None))
                {
                    log.LogWarning("{Provider} took the job {ProviderJobId} for attempt {JobId}, of which something else is known meanwhile",
                        job.Provider, accepted.ProviderJobId, job.Id);
                }

                await circuits.SucceedAsync(job.Provider, job.Model, CancellationToken.None);
                // What costs nothing is made here, and is ready.
                return SceneTurn.Go(SceneStep.Poll, job.Id, job.ReservedUsd == 0 ? TimeSpan.Zero : provider.Contract.PollEvery);
            // What refuses the repetition says nothing about the call before.
            case SubmitAnswer.Refused again when job.State == RenderJobState.OutcomeUnknown && provider.Contract.CanFindLostJobs:
                return await UnknownAsync(job, again.Failure.Message, CancellationToken.None);
            case SubmitAnswer.Refused refused:
                await outcomes.CloseAsync(job.Id, RenderJobState.Refused, refused.Failure.Fault,
                    new(Spelling.Of(refused.Failure.Code), refused.Failure.Message, job.Scene, refused.Failure.ProviderCode), chargedUsd: 0, CancellationToken.None);
                await circuits.NoteAsync(job.Provider, job.Model, refused.Failure, retryAfter: null, CancellationToken.None);
                return SceneTurn.Prepare();
            case SubmitAnswer.Later later:
                await gate.PutBackAsync(job.Id, CancellationToken.None);
                await circuits.NoteAsync(job.Provider, job.Model, later.Failure, later.RetryAfter, CancellationToken.None);
                await scenes.WaitAsync(scene, later.Failure.Fault == ProviderFault.Throttled ? SceneWait.ProviderLimit : SceneWait.ProviderOutage, CancellationToken.None);
                // The gate says how long, and whether the provider is still called at all. A repetition is looked for again before the next.
                return SceneTurn.Go(job.State == RenderJobState.OutcomeUnknown ? SceneStep.Poll : SceneStep.Submit, job.Id, later.RetryAfter ?? PollPace.Next(provider.Contract, job.Token, looks: 0, isCalled: false));
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
