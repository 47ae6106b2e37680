using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>Steers instances and forgets them.</summary>
internal sealed class InstanceControl(DurableTaskClient client)
{
    public async Task<IResult> RaiseEventAsync(
        HttpRequest request, string instanceId, string eventName, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(instanceId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The event's payload must be JSON: send it with Content-Type: application/json.");
        }

        var payload = await Payload.ReadAsync(request, cancellationToken);
        return await TryAsync(() => client.RaiseEventAsync(instanceId, eventName, payload, cancellationToken));
    }

    public Task<IResult> TerminateAsync(HttpRequest request, string instanceId, CancellationToken cancellationToken)
        => ControlAsync(
            instanceId, () => client.TerminateInstanceAsync(instanceId, (object?)Reason(request), cancellationToken), cancellationToken);

    public Task<IResult> SuspendAsync(HttpRequest request, string instanceId, CancellationToken cancellationToken)
        => ControlAsync(instanceId, () => client.SuspendInstanceAsync(instanceId, Reason(request), cancellationToken), cancellationToken);

    public Task<IResult> ResumeAsync(HttpRequest request, string instanceId, CancellationToken cancellationToken)
        => ControlAsync(instanceId, () => client.ResumeInstanceAsync(instanceId, Reason(request), cancellationToken), cancellationToken);

    public async Task<IResult> PurgeAsync(string instanceId, CancellationToken cancellationToken)
        => await client.GetInstanceAsync(instanceId, cancellationToken) is null
            ? Results.NotFound()
            : Results.Json(new Purged((await client.PurgeInstanceAsync(instanceId, cancellationToken)).PurgedInstanceCount));

    public async Task<IResult> PurgeManyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var filters = new Filters(request.Query);
        if (filters.CreatedFrom is null)
        {
            throw new BadHttpRequestException("Please provide value for 'createdTimeFrom' parameter.");
        }

        var purged = filters.Statuses is { Count: 0 }
            ? 0
            : (await client.PurgeAllInstancesAsync(new(filters.CreatedFrom, filters.CreatedTo, filters.Statuses), cancellationToken))
                .PurgedInstanceCount;
        return purged == 0 ? Results.NotFound() : Results.Json(new Purged(purged));
    }

    async Task<IResult> ControlAsync(string instanceId, Func<Task> act, CancellationToken cancellationToken)
        => await RefusalAsync(instanceId, cancellationToken) ?? await TryAsync(act);

    async Task<IResult?> RefusalAsync(string instanceId, CancellationToken cancellationToken)
        => await client.GetInstanceAsync(instanceId, cancellationToken) switch
        {
            null => Results.NotFound(),
            { IsCompleted: true } => Results.StatusCode(StatusCodes.Status410Gone),
            _ => null,
        };

    static async Task<IResult> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        // It ended since we looked, or is not suspended.
        catch (RpcException refused)
        {
            var status = refused.StatusCode switch
            {
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.FailedPrecondition => StatusCodes.Status410Gone,
                _ => StatusCodes.Status409Conflict,
            };
            return Results.Json(new Refused(refused.Status.Detail), statusCode: status);
        }
    }

    static string? Reason(HttpRequest request) => request.Query["reason"].ToString() is { Length: > 0 } reason ? reason : null;

    sealed record Purged(int InstancesDeleted);
}

/// <summary>Why a call was not carried out.</summary>
internal sealed record Refused(string Message);

/// <summary>A body as JSON that is passed on as it is.</summary>
internal static class Payload
{
    /// <returns><see langword="null"/> when there is no body.</returns>
    /// <exception cref="BadHttpRequestException">It is not JSON.</exception>
    public static async Task<JsonElement?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0)
        {
            return null;
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return text.Length == 0 ? null : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw new BadHttpRequestException("Invalid JSON content");
        }
    }
}
