using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Has the writer rewrite what waits for a review, in the words of the person who reviews it.</summary>
public sealed class ReviseFunctions(
    VideoRepository videos, RevisionRepository revisions, ReviewDecisions decisions, ReviewAnswers answers, VideoStarter starter)
{
    [Function(nameof(ReviseVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> ReviseVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/revise")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<ReviseInput>(request, cancellationToken);
        var video = await videos.GetAsync(id, cancellationToken);
        if (input.Check(await SceneCountAsync(video, cancellationToken)) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var decision = video.AwaitedReview is { } point
            ? await decisions.AskReviseAsync(id, point, input.Revision, input.ToRevising(), Caller.Of(request).Name, cancellationToken)
            : DecisionResult.WrongState;
        if (decision == DecisionResult.Done)
        {
            await starter.WakeAsync(durable, video.Key, cancellationToken);
        }

        return decision == DecisionResult.RevisionMoved
            ? await MovedAsync(id, cancellationToken)
            : await answers.AnswerAsync(request.HttpContext.Response, id, decision, cancellationToken);
    }

    /// <summary>The revision is named in the body, not in a header: another one is a conflict.</summary>
    async Task<IResult> MovedAsync(Guid id, CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        return Problems.Conflict("revision_moved", "Another revision is the current one. Look at it and ask again.",
            new { revision = video.AwaitedReview is { } point ? video.RevisionOf(point) : null });
    }

    /// <summary>Scenes of what is reviewed; none while nothing is, and then no number is checked.</summary>
    async Task<int> SceneCountAsync(Video video, CancellationToken cancellationToken) => video.AwaitedReview switch
    {
        ReviewPoint.Script => (await revisions.FindScriptAsync(video, cancellationToken))!.Content.Scenes.Count,
        ReviewPoint.Storyboard => (await revisions.FindStoryboardAsync(video, cancellationToken))!.Content.Scenes.Count,
        _ => int.MaxValue,
    };
}

/// <summary>Body of POST /api/v1/videos/{id}/revise.</summary>
/// <param name="Revision">The revision that the feedback is about.</param>
/// <param name="Scenes">Numbers of the scenes that may change; all without it.</param>
public sealed record ReviseInput(int Revision, string Feedback, IReadOnlyList<int>? Scenes = null)
{
    public List<FieldError> Check(int sceneCount)
    {
        var errors = new List<FieldError>();
        if (TextRules.Check("feedback", Feedback, 1, Revising.LongestFeedback) is { } error)
        {
            errors.Add(error);
        }

        if (Scenes is { Count: 0 })
        {
            errors.Add(new("scenes", "Name at least one scene, or leave this out for all of them."));
        }

        errors.AddRange((Scenes ?? []).Take(SceneRules.MostScenes + 1)
            .Select((scene, i) => (scene, i))
            .Where(named => named.scene < 1 || named.scene > sceneCount)
            .Select(named => new FieldError($"scenes[{named.i}]", $"There is no scene {named.scene}; scenes are numbered from 1 to {sceneCount}.")));
        return errors;
    }

    public Revising ToRevising() => new(Feedback.Trim(), [.. (Scenes ?? []).Distinct().Order()]);
}
