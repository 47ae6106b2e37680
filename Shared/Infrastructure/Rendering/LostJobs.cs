using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Finds out what became of a submit that got no answer, as far as the provider's contract allows; else a person has to say.
/// </summary>
public sealed class LostJobs(RenderJobOutcomes outcomes, RenderJobLooks looks)
{
    /// <summary>A provider keeps an idempotency key for a day; well before that, repeating stops being safe.</summary>
    static readonly TimeSpan RepeatableFor = TimeSpan.FromHours(12);

    /// <summary>A person's decision wakes the scene; this is for lost wake-ups.</summary>
    static readonly TimeSpan PersonsPace = TimeSpan.FromHours(1);

    public static GenerationFailure NoAnswer(RenderJob job, string detail) => new("outcome_unknown",
        $"{job.Provider} gave no answer, so the job may or may not exist. It counts as spent and is not ordered again by itself.", job.Scene, detail);

    public async Task<JobNews> ReconcileAsync(RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        if (await ConfirmHintAsync(job, provider, cancellationToken))
        {
            return await NextAsync(job, TimeSpan.Zero, reason: null, cancellationToken);
        }

        var pace = PollPace.Next(provider.Contract, job.Token, job.Looks, isCalled: false);
        if (provider.Contract.CanFindLostJobs)
        {
            switch (await FindAsync(provider, job, cancellationToken))
            {
                case FindAnswer.Found found:
                    await outcomes.AcceptAsync(job.Id, found.ProviderJobId, cancellationToken);
                    return await NextAsync(job, TimeSpan.Zero, reason: null, cancellationToken);
                // The same key makes no second job, even of one that the list does not show yet.
                case FindAnswer.Absent when MayRepeat(job, provider):
                    return await RepeatAsync(job, pace, cancellationToken);
                // A job may come into the provider's list some time after it was made.
                case FindAnswer.Absent when job.CalledFor > provider.Contract.MissingAtMost:
                    await outcomes.CloseAsync(job.Id, RenderJobState.Refused, ProviderFault.GenerationFailed,
                        new("submit_lost", $"{job.Provider} never got the order.", job.Scene), chargedUsd: 0, cancellationToken);
                    return new JobNews.Over();
                case FindAnswer.NotSure when job.CalledFor > provider.Contract.QueuedAtMost:
                    return await NextAsync(job, pace, SceneWait.SceneResolution, cancellationToken);
                default:
                    return await NextAsync(job, pace, SceneWait.Reconciliation, cancellationToken);
            }
        }

        return MayRepeat(job, provider)
            ? await RepeatAsync(job, pace, cancellationToken)
            : await NextAsync(job, PersonsPace, SceneWait.SceneResolution, cancellationToken);
    }

    static bool MayRepeat(RenderJob job, IVideoProvider provider)
        => provider.Contract.SubmitIsRepeatable && job.State == RenderJobState.OutcomeUnknown && job.CalledFor < RepeatableFor;

    async Task<JobNews> RepeatAsync(RenderJob job, TimeSpan pace, CancellationToken cancellationToken)
    {
        await looks.NextAsync(job.Id, pace, cancellationToken);
        return new JobNews.SubmitAgain(pace);
    }

    /// <summary>A callback named a job; it is the attempt's when the provider, asked, knows it.</summary>
    async Task<bool> ConfirmHintAsync(RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        if (job.HintedJobId is not { } hinted)
        {
            return false;
        }

        try
        {
            return await provider.GetAsync(job with { ProviderJobId = hinted }, cancellationToken) is not (JobAnswer.Missing or JobAnswer.NotSure)
                && await outcomes.AcceptAsync(job.Id, hinted, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task<JobNews> NextAsync(RenderJob job, TimeSpan wait, SceneWait? reason, CancellationToken cancellationToken)
    {
        if (job.State == RenderJobState.GivenUp)
        {
            await looks.NextAsync(job.Id, wait == TimeSpan.Zero ? TimeSpan.Zero : UnattendedPace.Next(job.Looks), cancellationToken);
            return new JobNews.Over();
        }

        await looks.NextAsync(job.Id, wait, cancellationToken);
        return new JobNews.UnderWay(wait, Reason: reason);
    }

    static async Task<FindAnswer> FindAsync(IVideoProvider provider, RenderJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.FindAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return new FindAnswer.NotSure(e.Message);
        }
    }
}
