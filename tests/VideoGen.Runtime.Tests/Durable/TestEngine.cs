using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Durable;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Lambdas as functions.</summary>
public sealed class TestFunctions : IDurableFunctions
{
    readonly Dictionary<string, OrchestratorFunction> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, ActivityFunction> _activities = new(StringComparer.OrdinalIgnoreCase);

    public TestFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        _orchestrators[name] = context => run(context);
        return this;
    }

    public TestFunctions Activity(string name, Func<string?, CancellationToken, Task<object?>> run)
    {
        _activities[name] = (_, input, cancellationToken) => run(input, cancellationToken);
        return this;
    }

    public TestFunctions Activity(string name, Func<string?, object?> run)
        => Activity(name, (input, _) => Task.FromResult(run(input)));

    public OrchestratorFunction? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public ActivityFunction? FindActivity(string name) => _activities.GetValueOrDefault(name);
}

/// <summary>One process: an engine with its own functions and client.</summary>
public sealed class TestEngine : IAsyncDisposable
{
    readonly ServiceProvider _services;
    readonly IHostedService _engine;

    public TestEngine(
        string connectionString, TestFunctions functions, Action<DurableEngineOptions>? configure, Action<IServiceCollection>? add)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Information));
        services.AddSingleton<IDurableFunctions>(functions);
        services.AddDurableEngine(options =>
        {
            options.ConnectionString = connectionString;
            options.GracefulStopTime = TimeSpan.FromSeconds(5);
            options.TurnBackOff = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        });
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
        _engine = _services.GetServices<IHostedService>().Single();
        Client = _services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public LogLines Logs { get; } = new();

    internal T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public Task StartAsync() => _engine.StartAsync(CancellationToken.None);

    public Task StopAsync() => _engine.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
