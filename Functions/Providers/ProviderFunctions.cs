using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

/// <summary>Shows who can render, write and paint, what it costs, and who is out of order.</summary>
public sealed class ProviderFunctions(VideoProviders providers, ModelCatalog models, ProviderCircuits circuits, TimeProvider time)
{
    [Function(nameof(ListProviders))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListProviders(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/providers")] HttpRequest request, CancellationToken cancellationToken)
    {
        var closed = await circuits.ListAsync(cancellationToken);
        var today = time.Today();
        return JsonBody.Ok(new
        {
            Items = providers.All.Select(provider => (object)ProviderView.Of(provider, closed, today))
                .Concat(ModelServiceView.Of(models, closed, today)),
        });
    }
}
