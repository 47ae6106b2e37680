using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

public sealed class ReferenceFunctions(CatalogRepository catalog, CatalogEdits edits, CatalogAnswers answers)
{
    const string What = "reference";

    [Function(nameof(CreateReference))]
    [Needs(Scope.Plan)]
    public async Task<IResult> CreateReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/references")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var reference = await JsonBody.ReadAsync<ReferenceAnalysis>(request, cancellationToken);
        return ReferenceChecks.Check(reference) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : answers.Created(request, "references", await catalog.AddReferenceAsync(NewId.For(request), Caller.Of(request).WorkspaceId, reference, cancellationToken));
    }

    [Function(nameof(GetReference))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/references/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => answers.One(request, What, id, await catalog.FindReferenceAsync(id, cancellationToken));

    [Function(nameof(ListReferences))]
    [Needs(Scope.Read)]
    public async Task<IResult> ListReferences(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/references")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = Paging.Read(request);
        return answers.List(page, await catalog.ListReferencesAsync(CatalogQuery.Read(request), page, cancellationToken));
    }

    /// <summary>Videos that are there keep the reference as it was when they were created.</summary>
    [Function(nameof(ReplaceReference))]
    [Needs(Scope.Plan)]
    public async Task<IResult> ReplaceReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/references/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var version = Preconditions.Require(request);
        var reference = await JsonBody.ReadAsync<ReferenceAnalysis>(request, cancellationToken);
        if (await catalog.FindReferenceAsync(id, cancellationToken) is { Content: null } measuring)
        {
            return Problems.Conflict("not_measured", $"There is no analysis to edit: this reference is {Spelling.Of(measuring.Status)}.");
        }

        return ReferenceChecks.Check(reference) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : answers.Edited(request, What, id, await edits.ReplaceReferenceAsync(id, version, reference, cancellationToken));
    }

    /// <summary>Also stops it from being measured.</summary>
    [Function(nameof(DeleteReference))]
    [Needs(Scope.Plan)]
    public async Task<IResult> DeleteReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/references/{id:guid}")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
        => CatalogAnswers.Removed(What, id, await edits.RemoveReferenceAsync(id, cancellationToken));
}
