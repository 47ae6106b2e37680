using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class ReferenceFunctions(CatalogRepository catalog)
{
    [Function(nameof(CreateReference))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/references")] HttpRequest request, CancellationToken cancellationToken)
    {
        var reference = await JsonBody.ReadAsync<ReferenceAnalysis>(request, cancellationToken);
        if (CatalogRules.Check(reference) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var stored = await catalog.AddReferenceAsync(Caller.Of(request).WorkspaceId, reference, cancellationToken);
        return JsonBody.Created($"/api/v1/references/{stored.Id}", CatalogView.Of(stored));
    }

    [Function(nameof(GetReference))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/references/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellationToken)
        => await catalog.FindReferenceAsync(id, cancellationToken) is { } reference ? JsonBody.Ok(CatalogView.Of(reference)) : Problems.NotFound("reference", id);

    [Function(nameof(ListReferences))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListReferences(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/references")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return JsonBody.Ok(Paging.Cut(
            await catalog.ListReferencesAsync(Caller.Of(request).WorkspaceId, page, cancellationToken), page, CatalogView.Of, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));
    }
}
