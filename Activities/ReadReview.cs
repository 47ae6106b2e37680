using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

public sealed class ReadReview(VideoRepository videos)
{
    [Function(nameof(Steps.ReadReview))]
    public async Task<ReviewState> RunAsync([ActivityTrigger] ReviewQuery query, CancellationToken cancellationToken)
    {
        var video = await videos.FindAsync(query.Run.VideoId, cancellationToken);
        if (video is null || video.Run != query.Run.Run || !GenerationLifecycle.IsActive(video.Status))
        {
            return ReviewState.Stopped;
        }

        return video.AwaitedReview == query.Point ? ReviewState.Waiting : ReviewState.Approved;
    }
}
