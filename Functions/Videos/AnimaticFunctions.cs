using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>The free preview of the storyboard as a film, from when there is one.</summary>
public sealed class AnimaticFunctions(VideoRepository videos, AnimaticRepository animatics, VideoViews views, OrchestrationStarter starter)
{
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
            return Problems.Conflict("no_storyboard", $"There is no storyboard yet: the video is {Spelling.Of(video.Status)}.", new { status = video.Status });
        }

        // Row first: what is stored is started by now or by the watch.
        var animatic = await animatics.AskAsync(id, revision, cancellationToken);
        if (animatic.State == "rendering")
        {
            await starter.StartAsync(durable, animatic.Key, cancellationToken);
        }

        return await views.AcceptAsync(id, cancellationToken);
    }
}
