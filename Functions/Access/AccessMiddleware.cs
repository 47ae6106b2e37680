using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace VideoGen.Functions.Access;

/// <summary>
/// Stands before every HTTP function: who calls, whether they may, how often, and in which workspace. Other triggers pass straight through.
/// </summary>
public sealed class AccessMiddleware(Authenticator authenticator, RateLimits limits, WorkspaceGuard guard, Cors cors)
    : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => context.GetHttpContext() is { } http ? EnterAsync(http, context, next) : next(context);

    async Task EnterAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        AnswerHeaders.Set(http);
        cors.Set(http);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            // A browser asks whether a page of another address may call, and has been told.
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var rule = AccessRules.Of(context.FunctionDefinition.Name);
        if (rule.Needed is { } needed)
        {
            var caller = await authenticator.WhoAsync(http, context.CancellationToken);
            limits.Take(http, caller);
            caller.MustHave(needed, "This call");
            await guard.CheckAsync(http, rule, caller, context.CancellationToken);
            Caller.Set(http, caller);
        }

        await next(context);
    }
}
