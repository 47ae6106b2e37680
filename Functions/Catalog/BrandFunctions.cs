using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class BrandFunctions(CatalogRepository catalog, CatalogEdits edits, CatalogAnswers answers, BrandBudgets budgets)
{
    const string What = "brand";

    [Function(nameof(CreateBrand))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var brand = await JsonBody.ReadAsync<Brand>(request, cancellationToken);
        return BrandChecks.Check(brand) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : answers.Created(request, "brands", await catalog.AddBrandAsync(NewId.For(request), Caller.Of(request).WorkspaceId, brand, cancellationToken));
    }

    [Function(nameof(GetBrand))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => answers.One(request, What, id, await catalog.FindBrandAsync(id, cancellationToken));

    [Function(nameof(ListBrands))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListBrands(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brands")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return answers.List(page, await catalog.ListBrandsAsync(CatalogQuery.Read(request), page, cancellationToken));
    }

    /// <summary>Videos that are there keep the brand as it was when they were created.</summary>
    [Function(nameof(ReplaceBrand))]
    [Needs(Scope.Plan)]
    public async Task<IResult> ReplaceBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/brands/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var version = Preconditions.Require(request);
        var brand = await JsonBody.ReadAsync<Brand>(request, cancellationToken);
        if (await catalog.FindBrandAsync(id, cancellationToken) is { } stored && stored.Content.MonthlyBudgetUsd != brand.MonthlyBudgetUsd)
        {
            Caller.Of(request).MustHave(Scope.Admin, "To change a budget");
        }

        return BrandChecks.Check(brand) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : answers.Edited(request, What, id, await edits.ReplaceBrandAsync(id, version, brand, cancellationToken));
    }

    [Function(nameof(DeleteBrand))]
    [Needs(Scope.Plan)]
    public async Task<IResult> DeleteBrand(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/brands/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => CatalogAnswers.Removed(What, id, await edits.RemoveBrandAsync(id, cancellationToken));

    /// <summary>Takes effect with the next reservation; what is under way goes on.</summary>
    [Function(nameof(SetBrandBudget))]
    [Needs(Scope.Admin)]
    public async Task<IResult> SetBrandBudget(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/brands/{id:guid}/budget")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<BudgetInput>(request, cancellationToken);
        var errors = new List<FieldError>();
        BrandChecks.CheckBudget(errors, input.MonthlyBudgetUsd);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await budgets.SetAsync(id, input.MonthlyBudgetUsd, cancellationToken);
        return answers.One(request, What, id, await catalog.FindBrandAsync(id, cancellationToken));
    }
}

/// <summary>Body of PUT /api/v1/brands/{id}/budget.</summary>
/// <param name="MonthlyBudgetUsd">What rendering may cost in a calendar month (UTC); <see langword="null"/> for no such limit.</param>
public sealed record BudgetInput(decimal? MonthlyBudgetUsd);
