using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Stops a video, and takes a failed one up again.</summary>
public sealed class ControlFunctions(
    VideoRepository videos, VideoDecisions decisions, SceneRepository scenes, VideoViews views, VideoStarter starter)
{
    [Function(nameof(CancelVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CancelVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/cancel")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        if (await decisions.CancelAsync(id, cancellationToken) != DecisionResult.Done)
        {
            return Problems.Conflict("not_under_way", $"Only a video that is under way can be cancelled; this one is {Spelling.Of(video.Status)}.");
        }

        await starter.WakeAsync(durable, video.Key, cancellationToken);
        foreach (var scene in (await scenes.ListAsync(id, cancellationToken)).Where(scene => scene.State is "waiting" or "rendering"))
        {
            await starter.WakeAsync(durable, new SceneKey(video.Key, scene.Number), cancellationToken);
        }

        return await views.AcceptAsync(id, cancellationToken);
    }

    /// <summary>
    /// Goes on at the phase that failed, or orders again what stand-ins are shown for; finished scenes are taken as they are.
    /// </summary>
    [Function(nameof(RetryVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> RetryVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/retry")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var retry = await JsonBody.ReadOptionalAsync<Retry>(request, cancellationToken) ?? new Retry();
        if (CostLimit.Check(retry.MaxCostUsd) is { } wrong)
        {
            return Problems.Invalid([wrong]);
        }

        var video = await videos.GetAsync(id, cancellationToken);
        if ((retry.MaxCostUsd ?? video.MaxCostUsd) > 0)
        {
            Caller.Of(request).MustHave(Scope.Render, "To let a video go on that may spend");
        }

        if (await decisions.RetryAsync(id, retry.MaxCostUsd, Caller.Of(request).ApiKeyId, cancellationToken) is not { } run)
        {
            return Problems.Conflict("not_failed", $"Only a failed video can be retried, or a completed one that shows stand-ins; this one is {Spelling.Of(video.Status)}.");
        }

        await starter.StartAsync(durable, run, cancellationToken);
        return await views.AcceptAsync(id, cancellationToken);
    }
}

/// <summary>Body of POST /api/v1/videos/{id}/retry; without one everything stays as it was.</summary>
/// <param name="MaxCostUsd">What the video may cost in all, with what is spent already.</param>
public sealed record Retry(decimal? MaxCostUsd = null);
