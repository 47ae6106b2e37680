using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.LocalRuntime.Host;

/// <summary>The context of one invocation; its scope is made when somebody asks for it.</summary>
/// <param name="function">What runs.</param>
/// <param name="trigger">HttpContext, TimerInfo, TaskOrchestrationContext, or an activity's input as JSON.</param>
/// <param name="bindingData">What the trigger knows by name.</param>
/// <param name="services">Where scopes come from.</param>
/// <param name="cancellationToken">Shown to the function.</param>
internal sealed class InvocationContext(
    FunctionDescriptor function,
    object? trigger,
    IReadOnlyDictionary<string, object?> bindingData,
    IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext, IAsyncDisposable
{
    AsyncServiceScope? _scope;
    object? _result;
    bool _isReplaced;
    IServiceProvider? _instanceServices;

    public FunctionDescriptor Function => function;

    public object? Trigger => trigger;

    /// <summary>The function's own run, once the middleware has let the invocation through.</summary>
    public Task<object?>? Run { get; set; }

    /// <summary>What the function gave back, or a middleware put in its place; <see langword="null"/> when it has not ended well.</summary>
    public object? Result
    {
        get => _isReplaced ? _result : Run is { IsCompletedSuccessfully: true, Result: var result } ? result : null;
        set => (_result, _isReplaced) = (value, true);
    }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function;

    public override TraceContext TraceContext { get; } = new CurrentTrace();

    public override BindingContext BindingContext { get; } = new Data(bindingData);

    public override RetryContext RetryContext { get; } = new NoRetries();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new FeatureSet();

    public override CancellationToken CancellationToken => cancellationToken;

    public override IServiceProvider InstanceServices
    {
        get => _instanceServices ??= (_scope = services.CreateAsyncScope()).Value.ServiceProvider;
        set => _instanceServices = value;
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    sealed class CurrentTrace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    sealed class NoRetries : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    sealed class FeatureSet : IInvocationFeatures
    {
        readonly Dictionary<Type, object> _features = [];

        public void Set<T>(T? instance)
        {
            if (instance is null)
            {
                _features.Remove(typeof(T));
                return;
            }

            _features[typeof(T)] = instance;
        }

        public T? Get<T>() => _features.TryGetValue(typeof(T), out var found) ? (T)found : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
