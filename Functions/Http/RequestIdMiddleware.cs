using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace VideoGen.Functions.Http;

/// <summary>
/// Gives every request an id, the caller's own if it sends a usable one: in the answer, in the log's scopes and in the trace.
/// </summary>
public sealed partial class RequestIdMiddleware(ILogger<RequestIdMiddleware> log) : IFunctionsWorkerMiddleware
{
    const string Header = "X-Request-Id";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var sent = http.Request.Headers[Header].ToString();
        var id = Usable().IsMatch(sent) ? sent : Guid.CreateVersion7().ToString("N");
        http.TraceIdentifier = id;
        http.Response.Headers[Header] = id;
        Activity.Current?.SetTag("videogen.request_id", id);
        using (log.BeginScope(new Dictionary<string, object> { ["RequestId"] = id }))
        {
            await next(context);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:+/=-]{1,128}\z")]
    private static partial Regex Usable();
}
