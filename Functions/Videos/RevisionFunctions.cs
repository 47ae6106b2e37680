using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>The history of a script and storyboard: every revision, what changed between two, and the way back to an older one.</summary>
public sealed class RevisionFunctions(
    VideoRepository videos,
    RevisionRepository revisions,
    ReviewDecisions decisions,
    ReviewAnswers answers,
    ProductionLoader productions,
    StillLibrary stills)
{
    [Function(nameof(ListRevisions))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListRevisions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/revisions")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        return JsonBody.Ok(new RevisionList([.. (await revisions.ListAsync(id, cancellationToken)).Select(row => RevisionEntry.Of(row, video))]));
    }

    [Function(nameof(GetRevision))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetRevision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/revisions/{number:int}")] HttpRequest request,
        Guid id, int number, CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        return await revisions.FindAsync(id, number, cancellationToken) is { } row
            ? JsonBody.Ok(RevisionWhole.With(row, video))
            : NoRevision(number);
    }

    /// <summary>The script as it is now; its ETag is what PUT takes in If-Match.</summary>
    [Function(nameof(GetScript))]
    [Needs(Scope.Read)]
    public Task<IResult> GetScript(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/script")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => CurrentAsync(request, id, ReviewPoint.Script, cancellationToken);

    /// <summary>The storyboard as it is now; its ETag is what PUT takes in If-Match.</summary>
    [Function(nameof(GetStoryboard))]
    [Needs(Scope.Read)]
    public Task<IResult> GetStoryboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/storyboard")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => CurrentAsync(request, id, ReviewPoint.Storyboard, cancellationToken);

    [Function(nameof(DiffRevision))]
    [Needs(Scope.Read)]
    public async Task<IResult> DiffRevision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/revisions/{number:int}/diff")] HttpRequest request,
        Guid id, int number, CancellationToken cancellationToken)
    {
        var asked = Against(request);
        await videos.GetAsync(id, cancellationToken);
        if (await revisions.FindAsync(id, number, cancellationToken) is not { } to)
        {
            return NoRevision(number);
        }

        if ((asked ?? to.BasedOn) is not { } against)
        {
            return JsonBody.Ok(new RevisionChanges(number, number, []));
        }

        return await revisions.FindAsync(id, against, cancellationToken) is { } from
            ? JsonBody.Ok(new RevisionChanges(against, number, Between(from, to)))
            : NoRevision(against);
    }

    [Function(nameof(RestoreRevision))]
    [Needs(Scope.Plan)]
    public async Task<IResult> RestoreRevision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/revisions/{number:int}/restore")] HttpRequest request,
        Guid id, int number, CancellationToken cancellationToken)
    {
        var expected = Preconditions.Require(request);
        var production = await productions.GetAsync(id, cancellationToken);
        if (await revisions.FindAsync(id, number, cancellationToken) is not { } older)
        {
            return NoRevision(number);
        }

        var decision = await decisions.RestoreAsync(id, older, expected, Caller.Of(request).Name, cancellationToken);
        if (decision == DecisionResult.Done && older.Storyboard is { } storyboard)
        {
            await stills.EnsureAsync(production.SceneBriefs(storyboard), new Progress<double>(), cancellationToken);
        }

        return await answers.AnswerAsync(request.HttpContext.Response, id, decision, cancellationToken);
    }

    async Task<IResult> CurrentAsync(HttpRequest request, Guid id, ReviewPoint point, CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        if (video.RevisionOf(point) is not { } number || await revisions.FindAsync(id, number, cancellationToken) is not { } row)
        {
            return Problems.Of(StatusCodes.Status404NotFound, $"{Spelling.Of(point)}_not_found", $"The video has no {Spelling.Of(point)} yet: it is {Spelling.Of(video.Status)}.");
        }

        ETags.Set(request.HttpContext.Response, number);
        return JsonBody.Ok(RevisionWhole.With(row, video));
    }

    static int? Against(HttpRequest request)
    {
        if (request.Query["against"].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw BadInputException.At("against", "against is the number of a revision.");
    }

    static IReadOnlyList<SceneChange> Between(StoredRevision from, StoredRevision to) => (from.Script, from.Storyboard, to.Script, to.Storyboard) switch
    {
        ({ } before, _, { } after, _) => RevisionDiff.Between(before, after),
        ({ } before, _, _, { } after) => RevisionDiff.Between(before, after),
        (_, { } before, { } after, _) => RevisionDiff.Between(before, after),
        var (_, before, _, after) => RevisionDiff.Between(before!, after!),
    };

    static IResult NoRevision(int number)
        => Problems.Of(StatusCodes.Status404NotFound, "revision_not_found", $"The video has no revision {number}; see GET /api/v1/videos/{{id}}/revisions.");
}
