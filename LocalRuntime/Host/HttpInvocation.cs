using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Answers requests by functions.</summary>
internal sealed class HttpInvocation(FunctionPipeline pipeline, ShutdownGrace shutdown, ILogger<HttpInvocation> log)
{
    /// <summary>Where the real worker keeps the <see cref="HttpContext"/>, too.</summary>
    public const string HttpContextItem = "HttpRequestContext";

    /// <summary>
    /// Stands where the app called ConfigureFunctionsWebApplication: middleware before it has no HttpContext, middleware after it sees a
    /// function's exceptions, and results are written when all of that has returned.
    /// </summary>
    public static FunctionExecutionDelegate Middleware(FunctionExecutionDelegate next) => async context =>
    {
        if (context is not InvocationContext { Trigger: HttpContext http } invocation)
        {
            await next(context);
            return;
        }

        context.Items[HttpContextItem] = http;
        await next(context);
        await WriteAsync(invocation.Result, http);
    };

    public async Task AnswerAsync(HttpContext http, FunctionDescriptor function)
    {
        var cancellation = shutdown.Follow(http);
        await using var context = new InvocationContext(function, http, BindingData(http), http.RequestServices, cancellation)
        {
            InstanceServices = http.RequestServices,
        };
        try
        {
            await pipeline.InvokeAsync(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && IsOver())
        {
            log.LogDebug("{Function}: the caller went away, or the host stops.", function.Name);
            http.Abort();
        }
        catch (Exception exception)
        {
            log.LogError(exception, "{Function} failed.", function.Name);
            Fail(http);
        }

        // Asks the source, too: the function may be told before the linked token is.
        bool IsOver() => http.RequestAborted.IsCancellationRequested || cancellation.IsCancellationRequested;
    }

    static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        IResult outcome => outcome.ExecuteAsync(http),
        // As with the real worker, any other object is not written: the answer is what the function wrote itself, or an empty 200.
        _ => Task.CompletedTask,
    };

    static Dictionary<string, object?> BindingData(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
        {
            data[name] = value.ToString();
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            data[name] = value;
        }

        return data;
    }

    static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
