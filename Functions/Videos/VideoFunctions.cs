using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>Creates, shows and hands out videos.</summary>
public sealed class VideoFunctions(
    VideoRepository videos, CatalogRepository catalog, RevisionRepository revisions, VideoViews views, VideoProviders providers, VideoStarter starter, IAssetStore assets)
{
    static readonly TimeSpan DownloadLinksLast = TimeSpan.FromMinutes(15);

    [Function(nameof(CreateVideo))]
    public async Task<IResult> CreateVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<VideoInput>(request, cancellationToken);
        var errors = input.Check([.. providers.Choices]);
        errors.AddRange(await CheckCatalogAsync(input, cancellationToken));
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        // Row first, same id for both: what is stored is started by now or by the watch, and never twice.
        if (await videos.AddAsync(input.ToNewVideo() with { Id = NewId.For(request) }, cancellationToken) is not { } id)
        {
            // Deleted since it was looked for.
            return Problems.Invalid(await CheckCatalogAsync(input, cancellationToken));
        }

        await starter.StartAsync(durable, new RunKey(id, 1), cancellationToken);
        return await AcceptedAsync(id, cancellationToken);
    }

    [Function(nameof(GetVideo))]
    public async Task<IResult> GetVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellationToken)
        => await videos.FindAsync(id, cancellationToken) is { } video
            ? JsonBody.Ok(await views.ViewAsync(video, cancellationToken))
            : Problems.NotFound("video", id);

    [Function(nameof(ListVideos))]
    public async Task<IResult> ListVideos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        var rows = await videos.ListAsync(page, cancellationToken);
        return JsonBody.Ok(Paging.Cut(rows, page, views.Summarize, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));
    }

    /// <summary>Redirects to a link that expires; the file is saved under the video's title.</summary>
    [Function(nameof(DownloadVideo))]
    public async Task<IResult> DownloadVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/download")] HttpRequest request, Guid id, CancellationToken cancellationToken)
    {
        if (await videos.FindAsync(id, cancellationToken) is not { } video)
        {
            return Problems.NotFound("video", id);
        }

        if (video is not { Status: VideoStatus.Completed, Result: { } result })
        {
            return Problems.Conflict("not_completed", $"There is nothing to download yet: the video is {Words.Of(video.Status)}.");
        }

        var script = await revisions.FindScriptAsync(video, cancellationToken);
        return Results.Redirect(assets.CreateLink(result.AssetKey, AssetLinkMethod.Get, DownloadLinksLast, FileName(script!.Content.Title)));
    }

    async Task<List<FieldError>> CheckCatalogAsync(VideoInput input, CancellationToken cancellationToken)
    {
        var errors = new List<FieldError>();
        var brand = await catalog.FindBrandAsync(input.BrandId, cancellationToken);
        if (brand is null)
        {
            errors.Add(new("brand_id", "There is no such brand; create it with POST /api/v1/brands."));
        }

        var product = await catalog.FindProductAsync(input.ProductId, cancellationToken);
        if (product is null)
        {
            errors.Add(new("product_id", "There is no such product; create it with POST /api/v1/products."));
        }
        else if (brand is not null && product.Content.BrandId != brand.Id)
        {
            errors.Add(new("product_id", "This product is of another brand."));
        }

        if (input.ReferenceId is { } id && await catalog.FindReferenceAsync(id, cancellationToken) is null)
        {
            errors.Add(new("reference_id", "There is no such reference; create it with POST /api/v1/references, or leave it out."));
        }

        return errors;
    }

    async Task<IResult> AcceptedAsync(Guid id, CancellationToken cancellationToken)
    {
        var video = (await videos.FindAsync(id, cancellationToken))!;
        return JsonBody.Accepted($"/api/v1/videos/{id}", await views.ViewAsync(video, cancellationToken));
    }

    /// <summary>Without what file systems refuse.</summary>
    static string FileName(string title) => $"{string.Concat(title.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c))).Trim()}.mp4";
}
