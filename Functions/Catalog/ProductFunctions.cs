using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class ProductFunctions(CatalogRepository catalog, CatalogEdits edits, CatalogAnswers answers, Ownership owners)
{
    const string What = "product";

    [Function(nameof(CreateProduct))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/products")] HttpRequest request, CancellationToken cancellationToken)
    {
        var product = await JsonBody.ReadAsync<Product>(request, cancellationToken);
        if (ProductChecks.Check(product) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        return await owners.IsOfAsync(Caller.Of(request).WorkspaceId, "brands", product.BrandId, cancellationToken)
            && await catalog.AddProductAsync(NewId.For(request), product, cancellationToken) is { } stored
            ? answers.Created(request, "products", stored)
            : Problems.Invalid([new("brand_id", "There is no such brand; create it with POST /api/v1/brands.")]);
    }

    [Function(nameof(GetProduct))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/products/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => answers.One(request, What, id, await catalog.FindProductAsync(id, cancellationToken));

    [Function(nameof(ListProducts))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListProducts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/products")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return answers.List(page, await catalog.ListProductsAsync(CatalogQuery.Read(request, ofBrand: true), page, cancellationToken));
    }

    /// <summary>Videos that are there keep the product as it was when they were created.</summary>
    [Function(nameof(ReplaceProduct))]
    [Needs(Scope.Plan)]
    public async Task<IResult> ReplaceProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/products/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var version = Preconditions.Require(request);
        var product = await JsonBody.ReadAsync<Product>(request, cancellationToken);
        if (await catalog.FindProductAsync(id, cancellationToken) is not { } stored)
        {
            return Problems.NotFound(What, id);
        }

        var errors = ProductChecks.Check(product);
        if (product.BrandId != stored.Content.BrandId)
        {
            errors.Insert(0, new("brand_id", "A product stays with its brand; create another one for this brand."));
        }

        return errors.Count > 0
            ? Problems.Invalid(errors)
            : answers.Edited(request, What, id, await edits.ReplaceProductAsync(id, version, product, cancellationToken));
    }

    [Function(nameof(DeleteProduct))]
    [Needs(Scope.Plan)]
    public async Task<IResult> DeleteProduct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/products/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => CatalogAnswers.Removed(What, id, await edits.RemoveProductAsync(id, cancellationToken));
}
