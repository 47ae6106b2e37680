using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>Goes on with deletions that stopped in between, and removes what still came of videos after they had gone.</summary>
public sealed class DeletionWatch(VideoDeletions deletions, VideoRemoval removal, VideoMedia media, ILogger<DeletionWatch> log)
{
    /// <summary>Longer than a deletion takes that is under way.</summary>
    static readonly TimeSpan LeftBehind = TimeSpan.FromSeconds(30);

    /// <summary>Longer than a step takes that had not heard of the deletion.</summary>
    static readonly TimeSpan NothingMoreComes = TimeSpan.FromMinutes(10);

    [Function(nameof(WatchDeletions))]
    public async Task WatchDeletions(
        [TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var id in await deletions.ListLeftAsync(LeftBehind, cancellationToken))
        {
            await TryAsync(id, () => removal.FinishAsync(durable, id, cancellationToken));
        }

        foreach (var id in await deletions.ListUnsettledAsync(NothingMoreComes, cancellationToken))
        {
            await TryAsync(id, async () =>
            {
                await media.SweepAsync(id, cancellationToken);
                await deletions.SettleAsync(id, cancellationToken);
            });
        }
    }

    async Task TryAsync(Guid id, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "What is left of the deleted video {VideoId} could not be removed; it is tried again", id);
        }
    }
}
