using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Lists videos: filtered, searched and sorted.</summary>
public sealed class VideoListFunctions(VideoListing listing, SceneRepository scenes, VideoViews views)
{
    [Function(nameof(ListVideos))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListVideos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (filter, after, asked) = VideoListQuery.Read(request, Caller.Of(request).WorkspaceId);
        var take = Paging.ReadTake(request);
        var rows = await listing.ReadAsync(filter, after, take, cancellationToken);
        var rendering = rows.Where(video => video.Status == VideoStatus.VideoRendering).Select(video => video.Id).ToList();
        var progress = rendering.Count > 0 ? await scenes.ListManyAsync(rendering, cancellationToken) : null;
        return TaggedJson.Ok(Paging.Cut(
            rows, take, video => views.Summarize(video, progress?[video.Id]),
            video => VideoListQuery.CursorAfter(video, filter.Sort, asked)));
    }
}
