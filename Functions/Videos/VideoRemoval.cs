using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>
/// Deletes videos: hidden at once, then what works on them is ended, then files and rows go. Each step may be repeated; what stops in between
/// is gone on with by <see cref="DeletionWatch"/>.
/// </summary>
public sealed class VideoRemoval(VideoDeletions deletions, VideoMedia media, VideoStarter starter, ILogger<VideoRemoval> log)
{
    /// <summary>How long work may take to hear that its video is gone, before it is ended from outside; and then as long again.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    /// <returns><see langword="null"/> when the workspace has no such video.</returns>
    public async Task<DeletionReceipt?> DeleteAsync(
        DurableTaskClient durable, Guid id, Guid workspaceId, CancellationToken cancellationToken)
        => await deletions.MarkAsync(id, workspaceId, cancellationToken) ? await FinishAsync(durable, id, cancellationToken) : null;

    /// <summary>Removes what is left of a video that is marked.</summary>
    /// <returns><see langword="null"/> when somebody else has done it.</returns>
    public async Task<DeletionReceipt?> FinishAsync(DurableTaskClient durable, Guid id, CancellationToken cancellationToken)
    {
        if (await deletions.FindAsync(id, cancellationToken) is not { } video)
        {
            return null;
        }

        var instances = Instances(video);
        var receipt = new DeletionReceipt(id, video.Cancelled, Finished: false, new Dictionary<string, int>(), Assets: 0, Bytes: 0, Instances: 0, JobsUnderWay: 0);
        if (!await EndAsync(durable, instances, cancellationToken))
        {
            log.LogWarning("Work on the deleted video {VideoId} has not ended; the rest of it is removed later", id);
            return receipt;
        }

        var (files, bytes) = await media.RemoveAsync(video.Video, cancellationToken);
        var purged = 0;
        foreach (var instance in instances)
        {
            purged += (await durable.PurgeInstanceAsync(instance, cancellation: cancellationToken)).PurgedInstanceCount;
        }

        return await deletions.RemoveAsync(receipt with { Finished = true, Assets = files, Bytes = bytes, Instances = purged }, cancellationToken);
    }

    static List<string> Instances(DeletingVideo video)
        => [.. Enumerable.Range(1, video.Video.Run).Select(run => new RunKey(video.Video.Id, run)).SelectMany(run =>
            Enumerable.Range(1, video.Scenes).Select(scene => new SceneKey(run, scene).InstanceId()).Prepend(run.InstanceId())),
            .. video.Animatics.Select(animatic => animatic.InstanceId())];

    /// <returns><see langword="false"/> when something still runs.</returns>
    async Task<bool> EndAsync(DurableTaskClient durable, List<string> instances, CancellationToken cancellationToken)
    {
        var running = await StillRunningAsync(durable, instances, cancellationToken);
        foreach (var instance in running)
        {
            await starter.WakeAsync(durable, instance, cancellationToken);
        }

        running = await WaitAsync(durable, running, cancellationToken);
        foreach (var instance in running)
        {
            await starter.TerminateAsync(durable, instance, cancellationToken);
        }

        return (await WaitAsync(durable, running, cancellationToken)).Count == 0;
    }

    static async Task<List<string>> WaitAsync(DurableTaskClient durable, List<string> running, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); running.Count > 0 && watch.Elapsed < Patience;)
        {
            await Task.Delay(LooksEvery, cancellationToken);
            running = await StillRunningAsync(durable, running, cancellationToken);
        }

        return running;
    }

    static async Task<List<string>> StillRunningAsync(
        DurableTaskClient durable, List<string> instances, CancellationToken cancellationToken)
    {
        var running = new List<string>();
        foreach (var instance in instances)
        {
            if (await durable.GetInstanceAsync(instance, cancellationToken) is { IsCompleted: false })
            {
                running.Add(instance);
            }
        }

        return running;
    }
}
