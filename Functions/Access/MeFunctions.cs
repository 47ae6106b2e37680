using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Tells callers who they are here.</summary>
public sealed class MeFunctions(Workspaces workspaces)
{
    [Function(nameof(GetMe))]
    [Needs(Scope.Read)]
    public async Task<IResult> GetMe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var workspace = (await workspaces.FindAsync(caller.WorkspaceId, cancellationToken))!;
        return JsonBody.Ok(new { Workspace = new { workspace.Id, workspace.Name }, caller.Name, Scopes = caller.Scopes(), caller.Auth });
    }
}
