using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;
using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>Creates, shows and hands out videos.</summary>
public sealed class VideoFunctions(
    VideoRepository videos, RevisionRepository revisions, VideoIngredients ingredients, Estimator estimator, PlanningCost planning, VideoViews views,
    VideoProviders providers, ModelCatalog models, VideoStarter starter, IAssetStore assets)
{
    static readonly TimeSpan DownloadLinksLast = TimeSpan.FromMinutes(15);

    /// <summary>With <c>?dry_run=true</c> everything is checked and priced, and nothing is written.</summary>
    [Function(nameof(CreateVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<VideoInput>(request, cancellationToken);
        var caller = Caller.Of(request);
        if (input.MaxCostUsd > 0)
        {
            caller.MustHave(Scope.Render, "A max_cost_usd above 0.00");
        }

        var errors = input.Check([.. providers.Choices], models);
        var found = await FindAsync(request, input, errors, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var options = input.Options.ToOptions(models);
        if (QueryFlag.Read(request, "dry_run"))
        {
            return JsonBody.Ok(new { Quote = await estimator.EstimateAsync(caller.WorkspaceId, found.Brand, found.Product, found.Reference, options, cancellationToken) });
        }

        // Row first, same id for both: what is stored is started by now or by the watch, and never twice.
        // Who may not let money be spent gets what is written and painted offline.
        var planned = caller.Scope >= Scope.Render ? planning.MostUsd(new(found.Brand!, found.Product!, found.Reference, options)) : 0;
        var video = input.ToNewVideo(options, planned, caller.ApiKeyId) with { Id = NewId.For(request) };
        if (await videos.AddAsync(video, cancellationToken) is not { } id)
        {
            // Deleted since it was looked for.
            await FindAsync(request, input, errors, cancellationToken);
            return Problems.Invalid(errors);
        }

        await starter.StartAsync(durable, new RunKey(id, 1), cancellationToken);
        return await views.AcceptAsync(id, cancellationToken);
    }

    [Function(nameof(GetVideo))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => await views.FindAsync(id, cancellationToken) is { } video ? TaggedJson.Ok(video) : Problems.NotFound("video", id);

    /// <summary>Redirects to a link that expires; the file is saved under the video's title.</summary>
    [Function(nameof(DownloadVideo))]
    [Needs(Scope.Read)]
    public async Task<IResult> DownloadVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/videos/{id:guid}/download")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var video = await videos.GetAsync(id, cancellationToken);
        if (video is not { Status: VideoStatus.Completed, Result: { } result })
        {
            return Problems.Conflict("not_completed", $"There is nothing to download yet: the video is {Spelling.Of(video.Status)}.");
        }

        var script = await revisions.FindScriptAsync(video, cancellationToken);
        return Results.Redirect(assets.CreateLink(result.AssetKey, AssetLinkMethod.Get, DownloadLinksLast, FileName(script!.Content.Title)));
    }

    Task<Ingredients> FindAsync(HttpRequest request, VideoInput input, List<FieldError> errors, CancellationToken cancellationToken)
        => ingredients.FindAsync(Caller.Of(request).WorkspaceId, input.BrandId, input.ProductId, input.ReferenceId, errors, cancellationToken);

    /// <summary>Without what file systems refuse.</summary>
    static string FileName(string title)
        => $"{string.Concat(title.Where(c => !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c))).Trim()}.mp4";
}
