using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Tests.Durable;

public sealed class MetricTests : DurableTest
{
    [Fact]
    public async Task Outcomes_OfOrchestrationsAndActivities_AreCountedAndTimed()
    {
        Functions
            .Orchestrator("Good", async context => await context.CallActivityAsync<int>("Work"))
            .Orchestrator("Bad", async context => await context.CallActivityAsync<int>("Break"))
            .Activity("Work", _ => 1)
            .Activity("Break", _ => throw new InvalidOperationException("no"));
        using var metrics = new MetricLog((await StartEngineAsync()).Get<IMeterFactory>());

        await RunAsync("Good");
        await RunAsync("Bad");

        await UntilAsync(() => metrics.Of("durabletask.lease.active").Sum() == 0 && metrics.Of("durabletask.turn.duration").Count == 4);
        metrics.Of("durabletask.orchestration.duration", "durabletask.task.name=Good", "durabletask.task.status=Completed")
            .Should().ContainSingle().Which.Should().BePositive();
        metrics.Of("durabletask.orchestration.duration", "durabletask.task.name=Bad", "durabletask.task.status=Failed")
            .Should().ContainSingle();
        metrics.Of("durabletask.activity.duration", "durabletask.task.name=Work", "durabletask.outcome=completed").Should().ContainSingle();
        metrics.Of("durabletask.activity.duration", "durabletask.task.name=Break", "durabletask.outcome=failed").Should().ContainSingle();
        metrics.Of("durabletask.turn.duration", "durabletask.outcome=saved").Should().HaveCount(4);
        metrics.Of("durabletask.lease.active").Should().Contain(1);
    }

    [Fact]
    public async Task QueueLag_WorkWaits_IsTheAgeOfTheOldest()
    {
        var idle = NewEngine();
        await idle.Get<Migrations>().ApplyAsync(Patience);
        using var metrics = new MetricLog(idle.Get<IMeterFactory>());
        _ = idle.Get<TurnRunner>();
        await Client.ScheduleNewOrchestrationInstanceAsync("Any", Patience);
        await ExecuteAsync("update durable.inbox set visible_at = clock_timestamp() - interval '1 hour'");

        metrics.Collect();

        metrics.Of("durabletask.queue.lag", "durabletask.type=orchestration").Should().ContainSingle().Which.Should().BeInRange(3600, 3900);
        metrics.Of("durabletask.queue.lag", "durabletask.type=activity").Should().Equal(0);
    }

    [Fact]
    public async Task Logs_OfTurnsAndActivities_NameTheInstance()
    {
        var scopes = new ScopeLog();
        Functions
            .Orchestrator("One", async context =>
            {
                context.CreateReplaySafeLogger("Flow").LogInformation("turn");
                return await context.CallActivityAsync<int>("Work");
            })
            .Activity("Work", _ =>
            {
                scopes.CreateLogger("App").LogInformation("work");
                return 1;
            });
        await StartEngineAsync(add: services => services.AddSingleton<ILoggerProvider>(scopes));

        await RunAsync("One", null, "the-one");

        scopes.Lines.Should().Contain([("turn", "the-one"), ("work", "the-one")]);
    }

    async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(10, Patience);
        }
    }

    /// <summary>What was logged, and the InstanceId of the scope around it.</summary>
    sealed class ScopeLog : ILoggerProvider, ILogger, ISupportExternalScope
    {
        readonly ConcurrentQueue<(string Text, object? InstanceId)> _lines = [];
        IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public IEnumerable<(string Text, object? InstanceId)> Lines => _lines;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => _scopes.Push(state);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            object? instanceId = null;
            _scopes.ForEachScope((scope, _) => instanceId = scope is IEnumerable<KeyValuePair<string, object?>> values
                ? values.FirstOrDefault(value => value.Key == "InstanceId").Value ?? instanceId
                : instanceId, 0);
            _lines.Enqueue((formatter(state, exception), instanceId));
        }

        public void Dispose()
        {
        }
    }
}
