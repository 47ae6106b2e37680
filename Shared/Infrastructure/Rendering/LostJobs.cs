using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Finds out what became of a submit that got no answer, as far as the provider's contract allows; else a person has to say.
/// </summary>
public sealed class LostJobs(RenderJobOutcomes outcomes)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static GenerationFailure NoAnswer(RenderJob job, string detail) => new("outcome_unknown",
        $"{job.Provider} gave no answer, so the job may or may not exist. It counts as spent and is not ordered again by itself.", job.Scene, detail);

    public static GenerationFailure Missing(RenderJob job) => new("outcome_unknown",
        $"{job.Provider} took the job {job.ProviderJobId} and does not know it any more. It counts as spent and is not ordered again by itself.", job.Scene);

    public async Task<JobNews> ReconcileAsync(RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        if (await ConfirmAsync(job, provider, cancellationToken))
        {
            return new JobNews.UnderWay(TimeSpan.Zero);
        }

        var pace = PollPace.Next(provider.Contract, job.Token, job.Looks, isCalled: false);
        var person = new JobNews.UnderWay(PersonsWait(job, pace), Reason: SceneWait.SceneResolution);
        if (job.ProviderJobId is not null)
        {
            return person;
        }

        if (provider.Contract.CanFindLostJobs)
        {
            switch (await FindAsync(provider, job, cancellationToken))
            {
                case FindAnswer.Found found:
                    // Or somebody has said that it is another attempt's.
                    return await outcomes.AcceptAsync(job.Id, found.ProviderJobId, cancellationToken) ? new JobNews.UnderWay(TimeSpan.Zero) : person;
                // The same key makes no second job, even of one that the list does not show yet.
                case FindAnswer.Absent when MayRepeat(job, provider.Contract):
                    return new JobNews.SubmitAgain(pace);
                case FindAnswer.Absent when WouldBeListed(job, provider.Contract):
                    await outcomes.CloseAsync(job.Id, RenderJobState.Refused, ProviderFault.GenerationFailed,
                        new("submit_lost", $"{job.Provider} never got the order.", job.Scene), chargedUsd: 0, cancellationToken);
                    return new JobNews.Over();
                case FindAnswer.NotSure when job.CalledFor > provider.Contract.QueuedAtMost:
                    return person;
                default:
                    return new JobNews.UnderWay(pace, Reason: SceneWait.Reconciliation);
            }
        }

        return MayRepeat(job, provider.Contract) ? new JobNews.SubmitAgain(pace) : person;
    }

    /// <summary>Only at first: the answer of a call that failed there may belong to the key for as long as the provider keeps it.</summary>
    public static bool MayRepeat(RenderJob job, ProviderContract contract)
        => contract.SubmitIsRepeatable && job.State == RenderJobState.OutcomeUnknown && job.UnknownFor < contract.MissingAtMost;

    /// <summary>A job may come into the provider's list some time after the last call that could have made it, which may itself take minutes.</summary>
    static bool WouldBeListed(RenderJob job, ProviderContract contract) => job.LastCallFor > contract.MissingAtMost * 2;

    /// <summary>A person's decision wakes the scene; this is for what comes to light by itself, and for lost wake-ups.</summary>
    static TimeSpan PersonsWait(RenderJob job, TimeSpan pace)
    {
        var wait = job.UnknownFor / 10;
        return wait < pace ? pace : wait > LongestWait ? LongestWait : wait;
    }

    /// <summary>A callback named a job, or it was taken once; it is the attempt's when the provider, asked, knows it.</summary>
    async Task<bool> ConfirmAsync(RenderJob job, IVideoProvider provider, CancellationToken cancellationToken)
    {
        if ((job.HintedJobId ?? job.ProviderJobId) is not { } known)
        {
            return false;
        }

        try
        {
            return await provider.GetAsync(job with { ProviderJobId = known }, cancellationToken) is not (JobAnswer.Missing or JobAnswer.NotSure)
                && await outcomes.AcceptAsync(job.Id, known, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
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
