using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>Brings finished clips home and settles what they cost.</summary>
public sealed class ClipCollector(RenderJobOutcomes outcomes, VideoProviders providers, IAssetStore assets)
{
    /// <summary>How long a finished clip is tried for, beyond what a job may take.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long what is no clip is fetched again before the scene is ordered, and paid, once more.</summary>
    static readonly TimeSpan PatienceWithDamage = TimeSpan.FromMinutes(10);

    /// <param name="work">Stops bringing the clip home; what is known is stored all the same.</param>
    public async Task<JobNews> CollectAsync(
        RenderJob job, IProgress<double> progress, CancellationToken work, CancellationToken cancellationToken)
    {
        var provider = providers.Get(job.Provider);
        var clipKey = AssetKeys.Clip(job.ClipDigest);
        switch (await provider.CollectAsync(job, clipKey, progress, work))
        {
            case CollectAnswer.Collected collected:
                var stored = await assets.HeadAsync(clipKey, cancellationToken);
                await outcomes.FinishAsync(job, new Clip
                {
                    Digest = job.ClipDigest,
                    AssetKey = clipKey,
                    Provider = job.Provider,
                    Model = job.Model,
                    Seconds = job.Brief.ClipSeconds,
                    SizeBytes = stored!.Size,
                    CostUsd = collected.ChargedUsd ?? job.ReservedUsd,
                }, collected.ChargedUsd, cancellationToken);
                return new JobNews.Kept();
            case CollectAnswer.Unusable unusable:
                return await CloseAsync(job, unusable.Failure, cancellationToken);
            case CollectAnswer.Damaged damaged:
                return job.ReadyFor > PatienceWithDamage
                    ? await CloseAsync(job, damaged.Failure, cancellationToken)
                    : Later(job, provider, damaged.Failure);
            case CollectAnswer.NotSure notSure:
                if (job.State == RenderJobState.Accepted && job.CalledFor > provider.Contract.QueuedAtMost + provider.Contract.RunsAtMost + Patience)
                {
                    await outcomes.GiveUpAsync(job.Id, new("given_up", "The finished clip could not be brought home for a day.", job.Scene), cancellationToken);
                    return new JobNews.Over();
                }

                return Later(job, provider, notSure.Failure);
            case var answer:
                throw new ArgumentException($"{answer.GetType().Name} is no answer.");
        }
    }

    async Task<JobNews> CloseAsync(RenderJob job, ProviderFailure failure, CancellationToken cancellationToken)
    {
        await outcomes.CloseAsync(job.Id, RenderJobState.Failed, failure.Fault,
            new("render_failed", "The scene could not be rendered. Retry renders this scene again; finished scenes are kept.", job.Scene, failure.Message),
            job.ReservedUsd, cancellationToken);
        return new JobNews.Over();
    }

    static JobNews.UnderWay Later(RenderJob job, IVideoProvider provider, ProviderFailure failure) => new(
        PollPace.Next(provider.Contract, job.Token, job.Looks, isCalled: false), Reason: SceneWait.ClipDownload, Detail: failure.Message);
}
