using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Access;

/// <summary>
/// Lets a caller reach what lies in their workspace only. An id of another workspace is answered as one that there is not, before the
/// function sees it; ids in bodies are looked up with the workspace by whoever reads them.
/// </summary>
public sealed class WorkspaceGuard(Ownership owners)
{
    /// <exception cref="BadInputException">404: there is no such thing in the caller's workspace.</exception>
    internal async Task CheckAsync(HttpContext http, AccessRule rule, Caller caller, CancellationToken cancellationToken)
    {
        if (rule.Collection is not { } collection)
        {
            return;
        }

        // From the end, as the prefix before the version is a setting of the host.
        var segments = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var noun = Ownership.NounOf(collection);
        if (noun is null || !Guid.TryParse(segments[^rule.IdFromEnd], out var id) || !await owners.IsOfAsync(caller.WorkspaceId, collection, id, cancellationToken))
        {
            throw Problems.Missing(noun ?? "thing", segments[^rule.IdFromEnd]);
        }
    }
}
