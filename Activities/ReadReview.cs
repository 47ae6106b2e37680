using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

/// <summary>Reads what was decided; a review whose deadline has passed ends here.</summary>
public sealed class ReadReview(VideoRepository videos, ReviewDecisions decisions)
{
    [Function(nameof(Steps.ReadReview))]
    public async Task<ReviewTurn> RunAsync([ActivityTrigger] ReviewQuery query, CancellationToken cancellationToken)
    {
        var video = await videos.FindAsync(query.Run.VideoId, cancellationToken);
        if (video is null || video.Run != query.Run.Run || !GenerationLifecycle.IsActive(video.Status))
        {
            return new(ReviewState.Stopped);
        }

        if (video.AwaitedReview != query.Point)
        {
            return new(ReviewState.Approved);
        }

        if (video.Revising is not null)
        {
            // What was asked for in time is written to its end, whatever the deadline.
            return new(ReviewState.Revising);
        }

        return video.ReviewIsOver && await decisions.ExpireAsync(query.Run, cancellationToken)
            ? new(ReviewState.Stopped)
            : new(ReviewState.Waiting, video.ReviewLeft);
    }
}
