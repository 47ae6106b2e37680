namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation: the next middleware, or the function itself.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>Stands around every invocation, whatever its trigger.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
