using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class BrandFunctions(CatalogRepository catalog, BrandBudgets budgets)
{
    [Function(nameof(CreateBrand))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var brand = await JsonBody.ReadAsync<Brand>(request, cancellationToken);
        if (CatalogRules.Check(brand) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var stored = await catalog.AddBrandAsync(Caller.Of(request).WorkspaceId, brand, cancellationToken);
        return JsonBody.Created($"/api/v1/brands/{stored.Id}", CatalogView.Of(stored));
    }

    [Function(nameof(GetBrand))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellationToken)
        => await catalog.FindBrandAsync(id, cancellationToken) is { } brand ? JsonBody.Ok(CatalogView.Of(brand)) : Problems.NotFound("brand", id);

    /// <summary>Takes effect with the next reservation; what is under way goes on.</summary>
    [Function(nameof(SetBrandBudget))]
    [Needs(Scope.Admin)]
    public async Task<IResult> SetBrandBudget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/brands/{id:guid}/budget")] HttpRequest request, Guid id, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<BudgetInput>(request, cancellationToken);
        var errors = new List<FieldError>();
        CatalogRules.CheckBudget(errors, input.MonthlyBudgetUsd);
        return errors.Count > 0 ? Problems.Invalid(errors)
            : await budgets.SetAsync(id, input.MonthlyBudgetUsd, cancellationToken) ? JsonBody.Ok(CatalogView.Of((await catalog.FindBrandAsync(id, cancellationToken))!))
            : Problems.NotFound("brand", id);
    }

    [Function(nameof(ListBrands))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListBrands(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return JsonBody.Ok(Paging.Cut(
            await catalog.ListBrandsAsync(Caller.Of(request).WorkspaceId, page, cancellationToken), page, CatalogView.Of, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));
    }
}

/// <summary>Body of PUT /api/v1/brands/{id}/budget.</summary>
/// <param name="MonthlyBudgetUsd">What rendering may cost in a calendar month (UTC); <see langword="null"/> for no such limit.</param>
public sealed record BudgetInput(decimal? MonthlyBudgetUsd);
