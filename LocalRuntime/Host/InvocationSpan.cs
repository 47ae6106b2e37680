using System.Diagnostics;

namespace VideoGen.LocalRuntime.Host;

/// <summary>
/// The span of one invocation, with the source, name and tags of the real worker (schema 1.37). Orchestrators have none here: each of
/// their turns would add one to a trace that has the orchestration's own.
/// </summary>
internal static class InvocationSpan
{
    static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    public static Activity? Start(InvocationContext context)
        => context.Function.Kind is TriggerKind.Orchestration
            ? null
            : Source.StartActivity($"function {context.Function.Name}")
                ?.SetTag("faas.invocation_id", context.InvocationId).SetTag("faas.name", context.Function.Name);
}
