using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>Starts instances, and says where to watch and steer them.</summary>
internal sealed class InstanceStarts(DurableTaskClient client, IDurableFunctions functions, InstanceQueries queries)
{
    public async Task<IResult> StartAsync(HttpContext http, string functionName, string? instanceId, CancellationToken cancellationToken)
    {
        if (functions.FindOrchestrator(functionName) is null)
        {
            throw new BadHttpRequestException(
                $"The function '{functionName}' doesn't exist, is disabled, or is not an orchestrator function.");
        }

        var input = await Payload.ReadAsync(http.Request, cancellationToken);
        return await StartAsync(http, functionName, instanceId, input, cancellationToken);
    }

    public async Task<IResult> RestartAsync(HttpContext http, string instanceId, CancellationToken cancellationToken)
    {
        var isNew = Filters.Flag(http.Request.Query, "restartWithNewInstanceId", otherwise: true);
        if (await client.GetInstanceAsync(instanceId, true, cancellationToken) is not { } found)
        {
            throw new BadHttpRequestException("InstanceId does not match a valid orchestration instance.");
        }

        return await StartAsync(http, found.Name, isNew ? null : instanceId, InstanceView.Json(found.SerializedInput), cancellationToken);
    }

    async Task<IResult> StartAsync(HttpContext http, string name, string? instanceId, object? input, CancellationToken cancellationToken)
    {
        var timeout = Filters.Number(http.Request.Query, "timeout");
        try
        {
            var options = new StartOrchestrationOptions(instanceId);
            instanceId = await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException exists)
        {
            return Results.Json(new Refused(exists.Message), statusCode: StatusCodes.Status409Conflict);
        }

        return timeout is { } seconds && await EndAsync(instanceId, TimeSpan.FromSeconds(seconds), cancellationToken) is { } ended
            ? ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                ? Results.Json(InstanceView.Json(ended.SerializedOutput))
                : await queries.ShowAsync(http, instanceId, cancellationToken)
            : Links(http, instanceId);
    }

    /// <returns><see langword="null"/> when it has not ended in time.</returns>
    async Task<OrchestrationMetadata?> EndAsync(string instanceId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await client.WaitForInstanceCompletionAsync(instanceId, true, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>As in the real API, who came with the key in the query gets links that work.</summary>
    static IResult Links(HttpContext http, string instanceId)
    {
        var request = http.Request;
        var root = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, ManagementRoutes.Prefix);
        var instance = $"{root}/instances/{Uri.EscapeDataString(instanceId)}";
        var key = request.Query[ManagementKey.QueryName].ToString() is { Length: > 0 } code ? Uri.EscapeDataString(code) : null;
        var only = key is null ? "" : $"?{ManagementKey.QueryName}={key}";
        var more = key is null ? "" : $"&{ManagementKey.QueryName}={key}";
        http.Response.Headers.Location = instance + only;
        http.Response.Headers.RetryAfter = "10";
        return Results.Json(new
        {
            id = instanceId,
            statusQueryGetUri = instance + only,
            sendEventPostUri = $"{instance}/raiseEvent/{{eventName}}{only}",
            terminatePostUri = $"{instance}/terminate?reason={{text}}{more}",
            purgeHistoryDeleteUri = instance + only,
            restartPostUri = $"{instance}/restart{only}",
            suspendPostUri = $"{instance}/suspend?reason={{text}}{more}",
            resumePostUri = $"{instance}/resume?reason={{text}}{more}",
        }, statusCode: StatusCodes.Status202Accepted);
    }
}
