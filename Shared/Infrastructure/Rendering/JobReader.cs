using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>What a look at a job brought.</summary>
public abstract record JobNews
{
    /// <param name="Reason">What is waited for, when it is not the provider's work.</param>
    /// <param name="Detail">What stands in the way, for people.</param>
    public sealed record UnderWay(TimeSpan LookAgainIn, double? Progress = null, SceneWait? Reason = null, string? Detail = null) : JobNews;

    /// <summary>A clip can be collected.</summary>
    public sealed record Ready : JobNews;

    /// <summary>The clip is ours.</summary>
    public sealed record Kept : JobNews;

    /// <summary>The submit got no answer, and repeating it does no harm there.</summary>
    public sealed record SubmitAgain(TimeSpan Wait) : JobNews;

    /// <summary>The attempt has ended without a clip, or is no longer waited for; its row says how.</summary>
    public sealed record Over : JobNews;
}

/// <summary>
/// Reads an attempt's job at its provider and writes down what has become of it; when to look again is the caller's. The scene that waits
/// uses it, and the watch over jobs that nobody waits for; both at once do no harm.
/// </summary>
public sealed class JobReader(
    RenderJobOutcomes outcomes, RenderJobLooks looks, ProviderCircuits circuits, VideoProviders providers, LostJobs lost, IEnumerable<IProviderCallbacks> callbacks)
{
    /// <summary>How much longer than a job may take it is waited for while its provider cannot be asked.</summary>
    static readonly TimeSpan PatienceWithSilence = TimeSpan.FromDays(1);

    readonly HashSet<string> _calling = [.. callbacks.Select(one => one.Provider)];

    public async Task<JobNews> ReadAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var provider = providers.Get(job.Provider);
        if (job.State == RenderJobState.OutcomeUnknown || job is { State: RenderJobState.GivenUp, ProviderJobId: null })
        {
            return await lost.ReconcileAsync(job, provider, cancellationToken);
        }

        if (job is { State: RenderJobState.Submitting } && job.CalledFor > TimeSpan.Zero)
        {
            await outcomes.MarkUnknownAsync(job.Id, LostJobs.NoAnswer(job, "The app stopped while it called the provider."), cancellationToken);
            return new JobNews.UnderWay(TimeSpan.Zero);
        }

        if (job.State is not (RenderJobState.Accepted or RenderJobState.GivenUp))
        {
            return new JobNews.Over();
        }

        var answer = await GetAsync(provider, job, cancellationToken);
        switch (answer)
        {
            case JobAnswer.Ready:
                await looks.NoteAsync(job.Id, "ready", cancellationToken);
                return new JobNews.Ready();
            case JobAnswer.Failed failed:
                await CloseAsync(job, failed, cancellationToken);
                await circuits.NoteAsync(job.Provider, job.Model, failed.Failure, retryAfter: null, cancellationToken);
                return new JobNews.Over();
            // What was stopped is not shown any more, and what it cost is not told.
            case JobAnswer.Missing when job.CancelAsked:
                await CloseAsync(job, new(new(ProviderFault.GenerationFailed, "The job was stopped."), ChargedUsd: null), cancellationToken);
                return new JobNews.Over();
        }

        var seen = await looks.NoteAsync(job.Id, answer switch
        {
            JobAnswer.Queued => "queued",
            JobAnswer.Running => "running",
            JobAnswer.Missing => "missing",
            _ => null,
        }, cancellationToken);
        if (job.State == RenderJobState.Accepted)
        {
            if (answer is JobAnswer.Missing && seen.SeenFor > provider.Contract.MissingAtMost)
            {
                await outcomes.MarkMissingAsync(job.Id, LostJobs.Missing(job), cancellationToken);
                return new JobNews.UnderWay(TimeSpan.Zero);
            }

            if (IsOverdue(provider.Contract, answer, seen))
            {
                await outcomes.GiveUpAsync(job.Id, new("given_up",
                    $"The job was {seen.Seen} for too long and is no longer waited for. It may still cost; what it brings is kept.", job.Scene), cancellationToken);
                return new JobNews.Over();
            }
        }

        // Too many questions make this one wait, and no order.
        var pace = PollPace.Next(provider.Contract, job.Token, job.Looks, isCalled: provider.Contract.SendsWebhooks && _calling.Contains(job.Provider));
        var atLeast = (answer as JobAnswer.NotSure)?.RetryAfter ?? TimeSpan.Zero;
        return new JobNews.UnderWay(pace > atLeast ? pace : atLeast, (answer as JobAnswer.Running)?.Progress);
    }

    /// <summary>A failed attempt was settled at what was reserved because nobody knew better; now the provider may tell.</summary>
    public async Task FindRefundAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var answer = job.ProviderJobId is null ? null : await GetAsync(providers.Get(job.Provider), job, cancellationToken);
        if (answer is JobAnswer.Failed { ChargedUsd: { } charged })
        {
            await outcomes.RefundAsync(job.Id, charged, cancellationToken);
        }
        else
        {
            await looks.NextAsync(job.Id, job.ProviderJobId is null ? null : UnattendedPace.Next(job.Looks), cancellationToken);
        }
    }

    Task CloseAsync(RenderJob job, JobAnswer.Failed failed, CancellationToken cancellationToken)
        => outcomes.CloseAsync(job.Id, RenderJobState.Failed, failed.Failure.Fault,
            new(Spelling.Of(failed.Failure.Code), failed.Failure.Message, job.Scene, failed.Failure.ProviderCode), failed.ChargedUsd, cancellationToken);

    static async Task<JobAnswer> GetAsync(IVideoProvider provider, RenderJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.GetAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Reading does no harm; a provider that cannot be read is read again.
            return new JobAnswer.NotSure(new(ProviderFault.Unavailable, e.Message), RetryAfter: null);
        }
    }

    /// <summary>A provider that cannot be asked says nothing about its jobs: what it makes meanwhile is paid for, and waited for.</summary>
    static bool IsOverdue(ProviderContract contract, JobAnswer answer, SeenJob seen)
    {
        var inAll = contract.QueuedAtMost + contract.RunsAtMost;
        return answer switch
        {
            JobAnswer.Queued => seen.SeenFor > contract.QueuedAtMost || seen.AcceptedFor > inAll,
            JobAnswer.Running => seen.SeenFor > contract.RunsAtMost || seen.AcceptedFor > inAll,
            _ => seen.AcceptedFor > inAll + PatienceWithSilence,
        };
    }
}
