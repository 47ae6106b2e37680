using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace VideoGen.LocalRuntime.Host;

/// <summary>The one way into every function: the app's middleware, in the order of its registration, then the method.</summary>
internal sealed class FunctionPipeline
{
    readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    FunctionExecutionDelegate? _built;

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        if (_built is not null)
        {
            throw new InvalidOperationException("The application has already been built.");
        }

        _middleware.Add(middleware);
    }

    public void Build()
    {
        FunctionExecutionDelegate innermost = Execute;
        _built = Enumerable.Reverse(_middleware).Aggregate(innermost, (next, middleware) => middleware(next));
    }

    /// <summary>Runs one invocation.</summary>
    /// <returns>The function's result; <see langword="null"/> when a middleware answered in its place.</returns>
    public async Task<object?> InvokeAsync(InvocationContext context)
    {
        using var span = InvocationSpan.Start(context);
        await _built!(context);
        return context.Function.Kind is TriggerKind.Orchestration && context.Run is { } turn ? await turn : context.Result;
    }

    static Task Execute(FunctionContext context)
    {
        var invocation = (InvocationContext)context;
        invocation.Run = invocation.Function.CallAsync(invocation);

        // An orchestrator that waits has done its turn: the middleware sees every turn end, and never the orchestration's failure.
        return invocation.Function.Kind is TriggerKind.Orchestration ? Task.CompletedTask : invocation.Run;
    }
}
