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
/// Reads an attempt's job at its provider and writes down what has become of it. The scene that waits uses it, and the watch over
/// jobs that nobody waits for; both at once do no harm.
/// </summary>
public sealed class JobReader(
    RenderJobOutcomes outcomes, RenderJobLooks looks, ProviderCircuits circuits, VideoProviders providers, LostJobs lost, IEnumerable<IProviderWebhooks> webhooks)
{
    readonly HashSet<string> _calling = [.. webhooks.Select(one => one.Provider)];

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
                await outcomes.CloseAsync(job.Id, RenderJobState.Failed, failed.Failure.Fault,
                    new(Words.Of(failed.Failure.Code), failed.Failure.Message, job.Scene, failed.Failure.ProviderCode), failed.ChargedUsd, cancellationToken);
                await circuits.NoteAsync(job.Provider, job.Model, failed.Failure, retryAfter: null, cancellationToken);
                return new JobNews.Over();
        }

        var seen = await looks.NoteAsync(job.Id, answer switch
        {
            JobAnswer.Queued => "queued",
            JobAnswer.Running => "running",
            JobAnswer.Missing => "missing",
            _ => null,
        }, cancellationToken);
        if (job.State == RenderJobState.Accepted && Overdue(provider.Contract, seen) is { } failure)
        {
            await outcomes.GiveUpAsync(job.Id, failure with { Scene = job.Scene }, cancellationToken);
            return new JobNews.Over();
        }

        // Too many questions make this one wait, and no order.
        return await LaterAsync(job, provider, (answer as JobAnswer.NotSure)?.RetryAfter ?? TimeSpan.Zero, (answer as JobAnswer.Running)?.Progress, cancellationToken);
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

    async Task<JobNews> LaterAsync(
        RenderJob job, IVideoProvider provider, TimeSpan atLeast, double? progress, CancellationToken cancellationToken)
    {
        if (job.State == RenderJobState.GivenUp)
        {
            await looks.NextAsync(job.Id, UnattendedPace.Next(job.Looks), cancellationToken);
            return new JobNews.Over();
        }

        var pace = PollPace.Next(provider.Contract, job.Token, job.Looks, isCalled: provider.Contract.SendsWebhooks && _calling.Contains(job.Provider));
        var wait = pace > atLeast ? pace : atLeast;
        await looks.NextAsync(job.Id, wait, cancellationToken);
        return new JobNews.UnderWay(wait, progress);
    }

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

    static GenerationFailure? Overdue(ProviderContract contract, SeenJob seen)
    {
        var atMost = seen.Seen switch { "running" => contract.RunsAtMost, "missing" => contract.MissingAtMost, _ => contract.QueuedAtMost };
        return seen.SeenFor > atMost || seen.AcceptedFor > contract.QueuedAtMost + contract.RunsAtMost
            ? new("given_up", $"The job was {seen.Seen} for too long and is no longer waited for. It may still cost; what it brings is kept.")
            : null;
    }
}
