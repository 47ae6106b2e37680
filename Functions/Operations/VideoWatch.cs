using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>
/// Between a row and its orchestration there is no transaction; this closes the gap from both sides: it starts what was stored
/// and never started, and fails what has lost its orchestration, so that it can be retried.
/// </summary>
public sealed class VideoWatch(VideoRepository videos, VideoPhases phases, VideoStarter starter, ILogger<VideoWatch> log)
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    [Function(nameof(WatchVideos))]
    public async Task WatchVideos(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var run in await videos.ListNotStartedAsync(StartsWithin, cancellationToken))
        {
            log.LogWarning("Video {VideoId} run {Run} was stored and has not begun", run.VideoId, run.Run);
            if (await starter.StartAsync(durable, run, cancellationToken))
            {
                await FailIfLostAsync(durable, run, cancellationToken);
            }
        }

        foreach (var run in await videos.ListRevisingAsync(StartsWithin, cancellationToken))
        {
            await starter.WakeAsync(durable, run, cancellationToken);
        }

        foreach (var run in await videos.ListSilentAsync(Silence, cancellationToken))
        {
            await FailIfLostAsync(durable, run, cancellationToken);
        }
    }

    async Task FailIfLostAsync(DurableTaskClient durable, RunKey run, CancellationToken cancellationToken)
    {
        // None at all, when the runtime was given another store.
        if (await durable.GetInstanceAsync(run.InstanceId(), cancellationToken) is { IsCompleted: false })
        {
            return;
        }

        log.LogError("Video {VideoId} run {Run} is under way and its orchestration is not", run.VideoId, run.Run);
        await phases.FailAsync(run, new GenerationFailure("orchestration_lost",
            "The work on this video stopped without a word. Everything that was finished is kept; retry goes on from there."), cancellationToken);
    }
}
