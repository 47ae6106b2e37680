using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>Puts together what the API shows of a video.</summary>
public sealed class VideoViews(
    ProductionLoader productions, Quoter quoter, Reviewer reviewer, StillStudio studio, IAssetStore assets, SteadyLinks links)
{
    /// <returns><see langword="null"/> when there is no such video.</returns>
    public async Task<VideoView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await productions.FindWholeAsync(id, cancellationToken) is not { Production: var production } whole)
        {
            return null;
        }

        var (video, script, storyboard) = (production.Video, whole.Script, whole.Storyboard);
        return new VideoView(
            video.Id, video.Status, video.Run, video.BrandId, video.ProductId, video.ReferenceId, video.OriginId, video.Options,
            VideoProgress.Of(video, whole.Scenes),
            ViewRevision(script, video.ApprovedScriptRevision),
            ViewRevision(storyboard, video.ApprovedStoryboardRevision),
            // A quote is for deciding; once scenes are rendered, what they cost is shown instead.
            storyboard is not null && video.Status == VideoStatus.StoryboardReady
                ? await quoter.QuoteAsync(production, storyboard.Content, cancellationToken)
                : null,
            storyboard is null ? [] : ViewScenes(production, storyboard.Content, whole.Scenes),
            ViewReview(video),
            Check(production, script?.Content, storyboard?.Content),
            storyboard is null ? null : ViewAnimatic(whole.Animatic),
            video.Failure, ViewResult(video), video.CostUsd, whole.Spent, video.MaxCostUsd, video.CreatedAt, video.ChangedAt, video.CompletedAt);
    }

    /// <summary>202 with the video as it is now; 404 when it was deleted meanwhile.</summary>
    public async Task<IResult> AcceptAsync(Guid id, CancellationToken cancellationToken)
        => await FindAsync(id, cancellationToken) is { } video ? Accept(video) : Problems.NotFound("video", id);

    public static IResult Accept(VideoView video) => JsonBody.Accepted($"/api/v1/videos/{video.Id}", video);

    /// <param name="video">A row of a list.</param>
    /// <param name="scenes">Of a video that is rendered.</param>
    public VideoSummary Summarize(Video video, IEnumerable<SceneProgress>? scenes)
    {
        var film = video is { Status: VideoStatus.Completed, Result: { } result } ? result : null;
        return new(
            video.Id, video.Status, video.Title.Length > 0 ? video.Title : null,
            video.BrandId, video.BrandName, video.ProductId, video.ProductName, video.OriginId,
            video.Options, film?.DurationSeconds ?? video.Options.DurationSeconds, VideoProgress.Of(video, [.. scenes ?? []]), video.Failure,
            film is null ? null : assets.PublicLink(AssetKeys.Thumbnail(video.Id)), film is null ? null : links.Get(film.AssetKey),
            video.CostUsd, video.CreatedAt, video.CompletedAt);
    }

    List<SceneView> ViewScenes(Production production, Storyboard storyboard, IReadOnlyList<SceneProgress> progress)
    {
        var stills = StillViews.Of(production, storyboard, studio.Ahead(production, storyboard).Count > 0);
        return [.. production.SceneBriefs(storyboard).Select((brief, i) =>
        {
            var still = links.Get(AssetKeys.Still(brief.Still));
            return progress.FirstOrDefault(scene => scene.Number == i + 1) is { } scene
                ? new SceneView(i + 1, scene.State, (int)(scene.Progress * 100), scene.Provider, scene.Model, scene.Attempt, scene.Reused, scene.StandIn,
                    scene.CostUsd, scene.WaitingFor, scene.WaitingSince, scene.WaitingDetail, still, stills[i], scene.Failure)
                : new SceneView(i + 1, "waiting", 0, null, null, 0, false, false, 0, null, null, null, still, stills[i], null);
        })];
    }

    static ReviewView? ViewReview(Video video) => video.AwaitedReview is { } point
        ? new(point, video.StatusSince, video.ReviewDeadline,
            video.Revising is { } asked ? new(asked.Ask.Feedback, asked.Ask.Scenes, video.RevisingSince!.Value) : null, video.ReviseFailure)
        : null;

    /// <summary>Checks are for the decision; what is decided is not checked again.</summary>
    IReadOnlyList<Finding> Check(Production production, Script? script, Storyboard? storyboard) => (production.Video.AwaitedReview, script, storyboard) switch
    {
        (ReviewPoint.Script, { } words, _) => reviewer.Check(production, words),
        (ReviewPoint.Storyboard, _, { } board) => reviewer.Check(production, board),
        _ => [],
    };

    AnimaticView? ViewAnimatic(Animatic? animatic) => animatic is null ? null : new(
        animatic.Revision, animatic.State, (int)(animatic.Progress * 100),
        animatic.AssetKey is { } key ? links.Get(key) : null, animatic.Failure);

    ResultView? ViewResult(Video video)
        => video is { Status: VideoStatus.Completed, Result: { } result }
            ? new ResultView(
                result.DurationSeconds, result.SizeBytes, result.Width, result.Height, result.VideoCodec, result.AudioCodec, result.FrameRate, result.Sha256,
                $"/api/v1/videos/{video.Id}/download", assets.PublicLink(AssetKeys.Thumbnail(video.Id)))
            : null;

    static RevisionView<T>? ViewRevision<T>(Revision<T>? revision, int? approved)
        => revision is null
            ? null
            : new(revision.Number, revision.Digest, revision.Author, revision.CreatedAt, revision.Number == approved, revision.Content, revision.Provenance);
}
