using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class ProductFunctions(CatalogRepository catalog, Ownership owners)
{
    [Function(nameof(CreateProduct))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/products")] HttpRequest request, CancellationToken cancellationToken)
    {
        var product = await JsonBody.ReadAsync<Product>(request, cancellationToken);
        if (CatalogRules.Check(product) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        return await owners.IsOfAsync(Caller.Of(request).WorkspaceId, "brands", product.BrandId, cancellationToken)
            && await catalog.AddProductAsync(product, cancellationToken) is { } stored
            ? JsonBody.Created($"/api/v1/products/{stored.Id}", CatalogView.Of(stored))
            : Problems.Invalid([new("brand_id", "There is no such brand; create it with POST /api/v1/brands.")]);
    }

    [Function(nameof(GetProduct))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/products/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellationToken)
        => await catalog.FindProductAsync(id, cancellationToken) is { } product ? JsonBody.Ok(CatalogView.Of(product)) : Problems.NotFound("product", id);

    [Function(nameof(ListProducts))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListProducts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/products")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return JsonBody.Ok(Paging.Cut(
            await catalog.ListProductsAsync(Caller.Of(request).WorkspaceId, page, cancellationToken), page, CatalogView.Of, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));
    }
}
