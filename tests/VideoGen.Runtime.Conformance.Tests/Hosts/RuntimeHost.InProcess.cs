using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VideoGen.Testing;

namespace VideoGen.Runtime.Conformance.Tests.Hosts;

/// <summary>
/// The real worker and client on the in-memory backend of Microsoft.DurableTask.InProcessTestHost, which registers what the Functions
/// host would find: the methods with a <see cref="FunctionAttribute"/>.
/// </summary>
public class RuntimeHost : IAsyncLifetime
{
    /// <summary>The Functions worker reads and writes JSON like this.</summary>
    static readonly JsonDataConverter FunctionsJson = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
    DurableTaskTestHost? _host;

    /// <summary>A message of this backend may have 4 MB, and nobody checks requests between client and store.</summary>
    public static Backend Backend { get; } = new(
        RefusesRequests: false, DetectsIllegalAwaits: false, HasRecursion: false, HonoursStartAt: false, LargePayload: 1_000_000);

    public DurableTaskClient Client => _host!.Client;

    public LogLines Log { get; } = new();

    public async ValueTask InitializeAsync() => _host = await DurableTaskTestHost.StartAsync(Register, new DurableTaskTestHostOptions
    {
        ConfigureServices = services => services
            .AddSingleton<ILoggerProvider>(Log)
            .Configure<DurableTaskWorkerOptions>(options => options.DataConverter = FunctionsJson)
            .Configure<DurableTaskClientOptions>(options => options.DataConverter = FunctionsJson),
    });

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    static void Register(DurableTaskRegistry registry)
    {
        foreach (var method in typeof(RuntimeHost).Assembly.GetTypes().SelectMany(type => type.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function)
            {
                continue;
            }

            if (method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute))))
            {
                registry.AddOrchestrator(function.Name, new Orchestrator(method));
            }
            else
            {
                registry.AddActivity(function.Name, new Activity(method));
            }
        }
    }

    /// <summary>A second parameter is the input.</summary>
    sealed class Orchestrator(MethodInfo method) : ITaskOrchestrator
    {
        public Type InputType { get; } = method.GetParameters().ElementAtOrDefault(1)?.ParameterType ?? typeof(object);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
            => CallAsync(method, method.GetParameters().Length == 1 ? [context] : [context, input]);
    }

    /// <summary>The parameter with the trigger is the input; another one is the instance id.</summary>
    sealed class Activity(MethodInfo method) : ITaskActivity
    {
        readonly ParameterInfo[] _parameters = method.GetParameters();

        public Type InputType => _parameters.Single(IsTrigger).ParameterType;

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskActivityContext context, object? input)
            => CallAsync(method, [.. _parameters.Select(parameter => IsTrigger(parameter) ? input : context.InstanceId)]);

        static bool IsTrigger(ParameterInfo parameter) => parameter.IsDefined(typeof(ActivityTriggerAttribute));
    }

    static async Task<object?> CallAsync(MethodInfo method, object?[] arguments)
    {
        var returned = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<object>.Result))!.GetValue(task) : null;
    }
}
