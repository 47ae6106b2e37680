using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>What whoever decided something on a review is told.</summary>
public sealed class ReviewAnswers(VideoRepository videos, VideoViews views)
{
    /// <summary>202 with the video as it is now, or why nothing was written.</summary>
    public async Task<IResult> AnswerAsync(HttpResponse response, Guid id, DecisionResult decision, CancellationToken cancellationToken)
    {
        if (decision != DecisionResult.Done)
        {
            return Refusal(decision, await videos.GetAsync(id, cancellationToken));
        }

        if (await views.FindAsync(id, cancellationToken) is not { } video)
        {
            return Problems.NotFound("video", id);
        }

        if (video.Review is { Point: var point })
        {
            ETags.Set(response, point == ReviewPoint.Script ? video.Script!.Revision : video.Storyboard!.Revision);
        }

        return VideoViews.Accept(video);
    }

    public static IResult Refusal(DecisionResult decision, Video video) => decision switch
    {
        DecisionResult.RevisionMoved => Preconditions.Stale(new { script = video.ScriptRevision, storyboard = video.StoryboardRevision }, "revision"),
        DecisionResult.Revising => Problems.Conflict("revising",
            "A rewrite that was asked for is under way. Decide when it has ended, or cancel the video.", new { since = video.RevisingSince }),
        DecisionResult.Expired => Problems.Conflict("review_expired",
            "The time for this review is over; the video is being cancelled.", new { deadline = video.ReviewDeadline }),
        _ => Problems.Conflict("not_in_review", $"Nothing waits for a review here: the video is {Spelling.Of(video.Status)}.", new { status = video.Status }),
    };
}
