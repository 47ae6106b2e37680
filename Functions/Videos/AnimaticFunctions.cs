using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Orchestrators;

namespace VideoGen.Functions;

/// <summary>The free preview of the storyboard as a film, from when there is one.</summary>
public sealed class AnimaticFunctions(
    VideoRepository videos, AnimaticRepository animatics, VideoViews views, ILogger<AnimaticFunctions> log)
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);

    [Function(nameof(MakeVideoAnimatic))]
    [Needs(Scope.Plan)]
    public async Task<IResult> MakeVideoAnimatic(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/animatic")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        if (video.StoryboardRevision is not { } revision)
        {
            return Problems.Conflict("no_storyboard", $"There is no storyboard yet: the video is {Words.Of(video.Status)}.", new { status = video.Status });
        }

        // Row first: what is stored is started by now or by the watch.
        var animatic = await animatics.AskAsync(id, revision, cancellationToken);
        if (animatic.State == "rendering")
        {
            await StartAsync(durable, animatic.Key, cancellationToken);
        }

        return await views.AcceptAsync(id, cancellationToken);
    }

    /// <summary>Starts what was stored and never started, and fails what has lost its orchestration.</summary>
    [Function(nameof(WatchAnimatics))]
    public async Task WatchAnimatics(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var key in await animatics.ListUnderWayAsync(StartsWithin, cancellationToken))
        {
            await StartAsync(durable, key, cancellationToken);
            if (await durable.GetInstanceAsync(key.InstanceId(), cancellationToken) is { IsCompleted: true })
            {
                await animatics.FailAsync(key, new("orchestration_lost", "The work on this preview stopped without a word; ask for it again."), cancellationToken);
            }
        }
    }

    /// <summary>Starts the orchestration, unless it was started before: its id is used once.</summary>
    async Task StartAsync(DurableTaskClient durable, AnimaticKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (await durable.GetInstanceAsync(key.InstanceId(), cancellationToken) is null)
            {
                await durable.ScheduleNewOrchestrationInstanceAsync(
                    nameof(MakeAnimatic), key, new StartOrchestrationOptions(key.InstanceId()), cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "The preview of video {VideoId} is stored and could not be started; the watch starts it", key.VideoId);
        }
    }
}
