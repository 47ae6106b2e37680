using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Functions;

/// <summary>Hands out links to send files to, straight into the asset store.</summary>
public sealed class UploadFunctions(UploadRepository uploads, IAssetStore assets, TimeProvider time)
{
    static readonly TimeSpan LinksLast = TimeSpan.FromHours(1);

    [Function(nameof(CreateUpload))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/uploads")] HttpRequest request, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<UploadInput>(request, cancellationToken);
        if (input.Check() is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var upload = await uploads.AddAsync(
            Caller.Of(request).WorkspaceId, input.Kind, input.FileName, input.ContentType, input.Extension(), input.SizeBytes, cancellationToken);
        return Results.Json(new UploadView(
            upload.Id,
            assets.CreateLink(upload.AssetKey, AssetLinkMethod.Put, LinksLast, uploadBytes: upload.SizeBytes),
            "PUT",
            new Dictionary<string, string> { ["Content-Type"] = upload.ContentType },
            time.GetUtcNow().UtcDateTime + LinksLast), DomainJson.Options, statusCode: StatusCodes.Status201Created);
    }
}

/// <summary>Where to send a file.</summary>
/// <param name="UploadUrl">Takes one file of the announced type and size, until it expires.</param>
/// <param name="Headers">To be sent with it.</param>
public sealed record UploadView(Guid Id, string UploadUrl, string Method, IReadOnlyDictionary<string, string> Headers, DateTime ExpiresAt);
