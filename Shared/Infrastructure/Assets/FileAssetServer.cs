using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace VideoGen.Infrastructure.Assets;

/// <summary>Answers the links of the files store: GET and HEAD with ranges and conditions, PUT up to the size in the link.</summary>
/// <remarks>
/// A refusal is a problem document; where the link is at fault its <c>reason</c> is <c>link_missing</c>, <c>link_changed</c> or
/// <c>link_expired</c>, of which a page can mend the last by asking for a new link.
/// </remarks>
public sealed class FileAssetServer(IAssetStore store)
{
    /// <param name="request">GET, HEAD or PUT.</param>
    /// <param name="key">What the route <c>assets/{*key}</c> caught, percent-decoded.</param>
    /// <param name="cancellationToken">An upload that is cancelled stores nothing.</param>
    public async Task<IResult> HandleAsync(HttpRequest request, string? key, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (store is not FileAssetStore files || !AssetKey.IsValid(key))
        {
            return NotFound();
        }

        var upload = HttpMethods.IsPut(request.Method);
        if (!upload && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = "GET, HEAD, PUT";
            return Results.Problem("Assets are read with GET or HEAD and written with PUT.",
                statusCode: StatusCodes.Status405MethodNotAllowed);
        }

        var link = files.Links.Check(key!, upload ? AssetLinkMethod.Put : AssetLinkMethod.Get, request.Query);
        return link.State switch
        {
            LinkState.Good when upload => await StoreAsync(files, request, key!, link.MaxBytes, cancellationToken),
            LinkState.Good => Serve(files, request, key!, link.FileName),
            LinkState.Absent when !upload && AssetKey.IsPublic(key!) => Serve(files, request, key!, fileName: null),
            LinkState.Absent => Forbidden("link_missing", "This asset is private: it takes a signed link."),
            LinkState.Expired => Forbidden("link_expired", "The link has expired: ask for a new one."),
            _ => Forbidden("link_changed", "The link was changed or is for something else: its signature does not fit."),
        };
    }

    static IResult Serve(FileAssetStore files, HttpRequest request, string key, string? fileName)
    {
        if (files.Open(key) is not { } file)
        {
            return NotFound();
        }

        var asset = FileAssetStore.Describe(key, file);
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = AssetLink.CacheControl(key);
        if (fileName is not null)
        {
            headers.ContentDisposition = AssetLink.Attachment(fileName);
        }

        return Results.Stream(file, asset.ContentType, lastModified: asset.ModifiedAt, entityTag: Tag(asset), enableRangeProcessing: true);
    }

    static async Task<IResult> StoreAsync(
        FileAssetStore files, HttpRequest request, string key, long maxBytes, CancellationToken cancellationToken)
    {
        if (!AssetContentType.Fits(key, request.ContentType))
        {
            return Results.Problem($"Send it as {AssetContentType.Of(key)}.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.ContentLength > maxBytes)
        {
            return TooLarge(maxBytes);
        }

        // The server's own limit is for forms and JSON; the link's takes its place, and the store counts.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        try
        {
            var asset = await files.PutAsync(key, request.Body, request.ContentType!, maxBytes, cancellationToken);
            request.HttpContext.Response.Headers.ETag = Tag(asset).ToString();
            return Results.Ok();
        }
        catch (AssetTooLargeException)
        {
            return TooLarge(maxBytes);
        }
    }

    static EntityTagHeaderValue Tag(AssetInfo asset) => new($"\"{asset.ETag}\"");

    static IResult NotFound() => Results.Problem("There is no such asset.", statusCode: StatusCodes.Status404NotFound);

    static IResult TooLarge(long maxBytes)
        => Results.Problem($"This link takes at most {maxBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);

    static IResult Forbidden(string reason, string detail)
    {
        var extensions = new Dictionary<string, object?> { ["reason"] = reason };
        return Results.Problem(detail, statusCode: StatusCodes.Status403Forbidden, extensions: extensions);
    }
}
