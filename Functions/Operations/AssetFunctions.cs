using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;
using VideoGen.Infrastructure.Assets;

namespace VideoGen.Functions;

/// <summary>Serves the files store's links; with S3 the links lead there and this answers 404.</summary>
public sealed class AssetFunctions(FileAssetServer server)
{
    [Function(nameof(ServeAsset))]
    [Public("links are signed and expire")]
    public Task<IResult> ServeAsset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", Route = "assets/{*key}")] HttpRequest request,
        string? key,
        CancellationToken cancellationToken)
        => server.HandleAsync(request, key, cancellationToken);
}
