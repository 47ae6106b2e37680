using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace VideoGen.Functions.Http;

/// <summary>Turns what HTTP functions throw into problems; other triggers pass straight through.</summary>
public sealed class ProblemMiddleware(ILogger<ProblemMiddleware> log) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => context.GetHttpContext() is { } http ? AnswerAsync(http, context, next) : next(context);

    async Task AnswerAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (Cause(e) is BadInputException bad && !http.Response.HasStarted)
        {
            await Problems.Of(bad).ExecuteAsync(http);
        }
        catch (Exception e) when (Cause(e) is BadHttpRequestException bad && !http.Response.HasStarted)
        {
            // The server could not read it: a chunk that is none, or a body that ends before its length.
            await Problems.Of(bad.StatusCode, "bad_request", "The request is not well-formed HTTP.").ExecuteAsync(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Function} failed for the request {RequestId}", context.FunctionDefinition.Name, http.TraceIdentifier);
            await Problems.Of(StatusCodes.Status500InternalServerError, "internal_error",
                "Nothing is lost; try again. If it stays, look into the app's log.").ExecuteAsync(http);
        }
    }

    /// <summary>What was thrown, without what the worker wraps it in.</summary>
    public static Exception Cause(Exception e) => e is AggregateException { InnerException: { } inner } ? inner : e;
}
