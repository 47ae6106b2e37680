using System.Collections.Immutable;
using Microsoft.DurableTask;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Offers the app's orchestrators and activities to the engine.</summary>
internal sealed class DurableFunctions(
    IReadOnlyList<FunctionDescriptor> functions, FunctionPipeline pipeline, IServiceProvider services) : IDurableFunctions
{
    readonly Dictionary<string, FunctionDescriptor> _orchestrators = OfKind(functions, TriggerKind.Orchestration);
    readonly Dictionary<string, FunctionDescriptor> _activities = OfKind(functions, TriggerKind.Activity);

    public OrchestratorFunction? FindOrchestrator(string name)
        => _orchestrators.TryGetValue(name, out var function) ? context => TurnAsync(function, context) : null;

    public ActivityFunction? FindActivity(string name)
        => _activities.TryGetValue(name, out var function)
            ? (context, input, cancellationToken) => RunAsync(function, context, input, cancellationToken)
            : null;

    /// <remarks>The scope is left to the garbage collector when the engine drops a turn that waits: nothing tells us that it did.</remarks>
    async Task<object?> TurnAsync(FunctionDescriptor function, TaskOrchestrationContext orchestration)
    {
        var data = InstanceId(orchestration.InstanceId);
        await using var context = new InvocationContext(function, orchestration, data, services, CancellationToken.None);
        return await pipeline.InvokeAsync(context);
    }

    async Task<object?> RunAsync(
        FunctionDescriptor function, TaskActivityContext activity, string? input, CancellationToken cancellationToken)
    {
        await using var context = new InvocationContext(function, input, InstanceId(activity.InstanceId), services, cancellationToken);
        return await pipeline.InvokeAsync(context);
    }

    static ImmutableDictionary<string, object?> InstanceId(string id)
        => ImmutableDictionary.Create<string, object?>(StringComparer.OrdinalIgnoreCase).Add("instanceId", id);

    static Dictionary<string, FunctionDescriptor> OfKind(IEnumerable<FunctionDescriptor> functions, TriggerKind kind)
        => functions.Where(function => function.Kind == kind).ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
}
