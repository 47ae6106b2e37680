using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.LocalRuntime.Host;

internal enum TriggerKind
{
    Http,
    Timer,
    Orchestration,
    Activity,
}

/// <summary>A method with a <see cref="FunctionAttribute"/>, ready to be called.</summary>
internal sealed class FunctionDescriptor : FunctionDefinition
{
    readonly MethodInfo _method;
    readonly ObjectFactory? _create;
    readonly PropertyInfo? _resultOfTask;
    readonly ImmutableArray<ArgumentSource> _arguments;

    public FunctionDescriptor(string name, MethodInfo method, TriggerKind kind, Attribute trigger, ParameterInfo triggerParameter)
    {
        (Name, _method, Kind, Trigger) = (name, method, kind, trigger);
        _create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _resultOfTask = method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<object>.Result)) : null;
        var parameters = method.GetParameters();
        _arguments = [.. parameters.Select(parameter => Arguments.SourceOf(parameter, kind, isTrigger: parameter == triggerParameter))];

        Parameters = [.. parameters.Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];
        InputBindings = parameters
            .Where(parameter => parameter == triggerParameter || parameter.IsDefined(typeof(DurableClientAttribute)))
            .Select(parameter => (parameter.Name, Type: parameter == triggerParameter ? TypeOf(kind) : "durableClient"))
            .Select(binding => new Binding(binding.Name!, binding.Type, BindingDirection.In))
            .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);
        OutputBindings = kind is TriggerKind.Http
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Binding("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public TriggerKind Kind { get; }

    public Attribute Trigger { get; }

    public override string Name { get; }

    public override string Id => Name;

    public override string EntryPoint => $"{_method.DeclaringType!.FullName}.{_method.Name}";

    public override string PathToAssembly => _method.Module.Assembly.Location;

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    /// <summary>Makes the instance, binds the arguments, calls the method and waits for its task.</summary>
    /// <remarks>Stays on the calling thread as long as the arguments are at hand: orchestrators depend on it.</remarks>
    public async Task<object?> CallAsync(InvocationContext context)
    {
        var instance = _create?.Invoke(context.InstanceServices, null);
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await _arguments[i](context);
        }

        var returned = _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return _resultOfTask?.GetValue(task);
    }

    static string TypeOf(TriggerKind kind) => kind switch
    {
        TriggerKind.Http => "httpTrigger",
        TriggerKind.Timer => "timerTrigger",
        TriggerKind.Orchestration => "orchestrationTrigger",
        _ => "activityTrigger",
    };

    sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
