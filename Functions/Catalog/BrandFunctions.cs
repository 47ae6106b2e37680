using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class BrandFunctions(CatalogRepository catalog)
{
    [Function(nameof(CreateBrand))]
    public async Task<IResult> CreateBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var brand = await JsonBody.ReadAsync<Brand>(request, cancellationToken);
        if (CatalogRules.Check(brand) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var stored = await catalog.AddBrandAsync(brand, cancellationToken);
        return JsonBody.Created($"/api/v1/brands/{stored.Id}", CatalogView.Of(stored));
    }

    [Function(nameof(GetBrand))]
    public async Task<IResult> GetBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellationToken)
        => await catalog.FindBrandAsync(id, cancellationToken) is { } brand ? JsonBody.Ok(CatalogView.Of(brand)) : Problems.NotFound("brand", id);

    [Function(nameof(ListBrands))]
    public async Task<IResult> ListBrands(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return JsonBody.Ok(Paging.Cut(
            await catalog.ListBrandsAsync(page, cancellationToken), page, CatalogView.Of, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));
    }
}
