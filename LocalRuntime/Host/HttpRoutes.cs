using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Maps HTTP functions; whatever matches none of them goes to the single-page app, or is an empty 404.</summary>
internal static class HttpRoutes
{
    public static void MapFunctions(this WebApplication app, IEnumerable<FunctionDescriptor> functions, string routePrefix)
    {
        var invocation = app.Services.GetRequiredService<HttpInvocation>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseSinglePageApp(routePrefix);
        foreach (var function in functions.Where(function => function.Kind is TriggerKind.Http))
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var route = $"/{routePrefix}/{(trigger.Route ?? function.Name).TrimStart('/')}".Replace("//", "/", StringComparison.Ordinal);
            RequestDelegate answer = http => invocation.AnswerAsync(http, function);
            var endpoint = trigger.Methods is { Length: > 0 } methods ? app.MapMethods(route, methods, answer) : app.Map(route, answer);
            endpoint.WithMetadata(function).WithDisplayName(function.Name);
        }
    }

    /// <summary><see langword="false"/> also for the endpoint that routing makes up for a known route with another method (405).</summary>
    public static bool IsFunctionCall(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is not null;
}
