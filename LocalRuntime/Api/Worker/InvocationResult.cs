using VideoGen.LocalRuntime.Host;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function gave back, for middleware to see and to replace.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

/// <inheritdoc/>
public abstract class InvocationResult : InvocationResult<object>;

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Of((InvocationContext)context);
    }

    sealed class Of(InvocationContext context) : InvocationResult
    {
        public override object? Value
        {
            get => context.Result;
            set => context.Result = value;
        }
    }
}
