using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.DurableTask.Client;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>The management API of the Durable Functions extension, under the same paths and with the same answers.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-http-api</remarks>
internal static class ManagementRoutes
{
    public const string Prefix = "/runtime/webhooks/durabletask";

    /// <summary>On its endpoints, so that the single-page app lets them through.</summary>
    public sealed record Mark;

    public static void MapManagement(this WebApplication app, ManagementKey key)
    {
        var client = app.Services.GetRequiredService<DurableTaskClient>();
        var queries = new InstanceQueries(client, app.Services.GetRequiredService<HistoryReader>());
        var control = new InstanceControl(client);
        var starts = new InstanceStarts(client, app.Services.GetRequiredService<IDurableFunctions>(), queries);

        var api = app.MapGroup(Prefix).WithMetadata(new Mark()).AddEndpointFilter(key.GuardAsync).AddEndpointFilter(RefuseAsync);
        api.MapGet("/instances", queries.ListAsync);
        api.MapGet("/instances/{instanceId}", queries.ShowAsync);
        api.MapDelete("/instances", control.PurgeManyAsync);
        api.MapDelete("/instances/{instanceId}", control.PurgeAsync);
        api.MapPost("/instances/{instanceId}/raiseEvent/{eventName}", control.RaiseEventAsync);
        api.MapPost("/instances/{instanceId}/terminate", control.TerminateAsync);
        api.MapPost("/instances/{instanceId}/suspend", control.SuspendAsync);
        api.MapPost("/instances/{instanceId}/resume", control.ResumeAsync);
        api.MapPost("/instances/{instanceId}/restart", starts.RestartAsync);
        api.MapPost("/orchestrators/{functionName}/{instanceId?}", starts.StartAsync);
    }

    static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            foreach (var (name, values) in context.HttpContext.Request.Query)
            {
                Filters.EnsureStorable(name, values);
            }

            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return Results.Json(new Refused(bad.Message), statusCode: bad.StatusCode);
        }
    }

    public static bool IsManagementCall(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null;
}
