using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Functions;

/// <summary>Pictures of brands and products. They come and go without a new version of the record.</summary>
public sealed class ImageFunctions(
    CatalogRepository catalog, UploadRepository uploads, ImageRepository images, ImageIntake intake, CatalogViews views)
{
    const int MostImages = 20;

    [Function(nameof(AddBrandImage))]
    [Needs(Scope.Plan)]
    public async Task<IResult> AddBrandImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brands/{id:guid}/images")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => await catalog.FindBrandAsync(id, cancellationToken) is null
            ? Problems.NotFound("brand", id)
            : await AddAsync(request, new(UploadKind.BrandImage, id), cancellationToken);

    [Function(nameof(AddProductImage))]
    [Needs(Scope.Plan)]
    public async Task<IResult> AddProductImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/products/{id:guid}/images")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => await catalog.FindProductAsync(id, cancellationToken) is null
            ? Problems.NotFound("product", id)
            : await AddAsync(request, new(UploadKind.ProductImage, id), cancellationToken);

    [Function(nameof(DeleteBrandImage))]
    [Needs(Scope.Plan)]
    public Task<IResult> DeleteBrandImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/brands/{id:guid}/images/{imageId:guid}")] HttpRequest request,
        Guid id, Guid imageId, CancellationToken cancellationToken)
        => RemoveAsync(new(UploadKind.BrandImage, id), imageId, cancellationToken);

    [Function(nameof(DeleteProductImage))]
    [Needs(Scope.Plan)]
    public Task<IResult> DeleteProductImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/products/{id:guid}/images/{imageId:guid}")] HttpRequest request,
        Guid id, Guid imageId, CancellationToken cancellationToken)
        => RemoveAsync(new(UploadKind.ProductImage, id), imageId, cancellationToken);

    async Task<IResult> AddAsync(HttpRequest request, ImageOwner owner, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<NewImage>(request, cancellationToken);
        var errors = new List<FieldError>();
        CatalogChecks.CheckText(errors, "alt", input.Alt, 0, CatalogChecks.LongestLine);
        if (await uploads.FindAsync(Caller.Of(request).WorkspaceId, input.UploadId, owner.Kind, cancellationToken) is not { } upload)
        {
            errors.Insert(0, new("upload_id", $"There is no such upload, or it was used or has expired; make one of kind {Spelling.Of(owner.Kind)} with POST /api/v1/uploads."));
            return Problems.Invalid(errors);
        }

        if (await images.CountAsync(owner, cancellationToken) >= MostImages)
        {
            errors.Add(new("upload_id", $"There are {MostImages} images already; delete one first."));
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var taken = await intake.TakeAsync(owner, upload, input.Alt.Trim(), cancellationToken);
        return taken.Image is { } image
            ? Results.Json(views.Of(image), DomainJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.Invalid([new("upload_id", taken.Fault!)]);
    }

    async Task<IResult> RemoveAsync(ImageOwner owner, Guid imageId, CancellationToken cancellationToken)
        => await images.RemoveAsync(owner, imageId, cancellationToken) ? Results.NoContent() : Problems.NotFound("image", imageId);
}

/// <summary>Body of POST /api/v1/brands/{id}/images and /products/{id}/images.</summary>
/// <param name="Alt">What is seen on it, in words, for who does not see it; up to 200 characters.</param>
public sealed record NewImage(Guid UploadId, string Alt = "");

/// <param name="Url">Shows it; expires.</param>
public sealed record ImageView(Guid Id, string Url, int Width, int Height, string ContentType, long SizeBytes, string Alt);
