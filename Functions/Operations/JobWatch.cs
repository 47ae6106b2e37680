using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>
/// Looks after jobs that no scene waits for any more: of cancelled and failed videos, and of attempts that were given up. What they cost
/// is settled, and a clip that comes late is kept for whoever wants the same.
/// </summary>
public sealed class JobWatch(
    RenderJobRepository jobs, RenderJobOutcomes outcomes, RenderJobLooks looks, JobReader reader, ClipCollector collector, VideoProviders providers, ILogger<JobWatch> log)
{
    /// <summary>In one round; the next takes the others.</summary>
    const int Most = 10;

    [Function(nameof(WatchJobs))]
    public async Task WatchJobs([TimerTrigger("*/15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Most && await jobs.TakeUnattendedAsync(cancellationToken) is { } job; i++)
        {
            try
            {
                await LookAsync(job, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Job {JobId} at {Provider} could not be looked at; it is looked at again", job.Id, job.Provider);
            }
        }
    }

    async Task LookAsync(RenderJob job, CancellationToken cancellationToken)
    {
        if (job.State is RenderJobState.Failed)
        {
            await reader.FindRefundAsync(job, cancellationToken);
            return;
        }

        if (job is { State: RenderJobState.Submitting, CalledAt: null })
        {
            await outcomes.CloseUncalledAsync(
                job.Id, new("not_wanted", $"Nobody waits for it any more; {job.Provider} was not called.", job.Scene), cancellationToken);
            return;
        }

        if (job.ReservedUsd == 0)
        {
            await outcomes.CloseAsync(job.Id, RenderJobState.Failed, fault: null,
                new("not_wanted", "Nobody waits for it any more, and it costs nothing.", job.Scene), chargedUsd: 0, cancellationToken);
            return;
        }

        var news = await reader.ReadAsync(await CancelAsync(job, cancellationToken), cancellationToken);
        if (news is JobNews.Ready)
        {
            news = await collector.CollectAsync(job, new Progress<double>(), cancellationToken, cancellationToken);
        }

        switch (news)
        {
            case JobNews.Kept:
                log.LogInformation("Job {JobId} at {Provider} ended late; its clip is kept", job.Id, job.Provider);
                break;
            // Soon: others may wait for its clip, or for its place at the provider.
            case JobNews.UnderWay underWay when job.State == RenderJobState.Accepted || underWay.LookAgainIn == TimeSpan.Zero:
                await looks.NextAsync(job.Id, underWay.LookAgainIn, cancellationToken);
                break;
            case JobNews.UnderWay or JobNews.SubmitAgain:
                await LaterAsync(job, cancellationToken);
                break;
        }
    }

    async Task LaterAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var wait = UnattendedPace.Next(job.Looks);
        if (wait is null && (job.Unwanted || job.State == RenderJobState.GivenUp))
        {
            await outcomes.CloseAsync(job.Id, RenderJobState.Failed, ProviderFault.GenerationFailed,
                new("given_up", $"{job.Provider} has not said for a week what became of it; it stays counted as spent.", job.Scene), job.ReservedUsd, cancellationToken);
            return;
        }

        // Whoever retries a failed video takes its jobs up again.
        await looks.NextAsync(job.Id, wait ?? UnattendedPace.Longest, cancellationToken);
    }

    /// <summary>Stops what nobody can come to want; what another may still take up goes on.</summary>
    async Task<RenderJob> CancelAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var provider = providers.Get(job.Provider);
        if (job is not { Unwanted: true, ProviderJobId: not null, CancelAsked: false } || !provider.Contract.CanCancel
            || !await provider.CancelAsync(job, cancellationToken))
        {
            return job;
        }

        await looks.NoteCancelAsync(job.Id, cancellationToken);
        return job with { CancelAsked = true };
    }
}
