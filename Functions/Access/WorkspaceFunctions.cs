using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>The workspaces of the installation, for its operator.</summary>
public sealed class WorkspaceFunctions(Workspaces workspaces)
{
    [Function(nameof(CreateWorkspace))]
    [Needs(Scope.Operator)]
    public async Task<IResult> CreateWorkspace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/workspaces")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<WorkspaceInput>(request, cancellationToken);
        if (input.Check() is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        return await workspaces.AddAsync(input.Name.Trim(), input.ExternalId, cancellationToken) is { } workspace
            ? JsonBody.Created("/api/v1/workspaces", workspace)
            : Problems.Conflict("external_id_taken", $"Another workspace has the external_id {input.ExternalId}.");
    }

    [Function(nameof(ListWorkspaces))]
    [Needs(Scope.Operator)]
    public async Task<IResult> ListWorkspaces(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/workspaces")] HttpRequest request,
        CancellationToken cancellationToken)
        => JsonBody.Ok(new { Items = await workspaces.ListAsync(cancellationToken) });
}

/// <summary>Body of POST /api/v1/workspaces.</summary>
/// <param name="ExternalId">As tokens name it in the claim of Auth__Oidc__WorkspaceClaim; its own id does when this is left out.</param>
public sealed record WorkspaceInput(string Name, string? ExternalId = null)
{
    const int Longest = 200;

    public List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (!IsText(Name))
        {
            errors.Add(new("name", $"A workspace has a name of 1 to {Longest} characters."));
        }

        if (ExternalId is not null && !IsText(ExternalId))
        {
            errors.Add(new("external_id", $"An external_id has 1 to {Longest} characters."));
        }

        return errors;
    }

    static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= Longest && !text.Any(char.IsControl);
}
