using Dapper;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VideoGen.LocalRuntime.Durable;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>A fresh database and an engine on it. Waits end by what happens; the time limit only stops a test that hangs.</summary>
public abstract class DurableTest : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly List<TestEngine> _engines = [];
    readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    protected TestFunctions Functions { get; } = new();

    protected TestEngine Engine => _engines[0];

    protected DurableTaskClient Client => Engine.Client;

    protected string ConnectionString => _database.ConnectionString;

    /// <summary>Ends the test that hangs.</summary>
    protected CancellationToken Patience => _limit.Token;

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
        {
            await engine.DisposeAsync();
        }

        await _database.DisposeAsync();
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<TestEngine> StartEngineAsync(
        Action<DurableEngineOptions>? configure = null, TestFunctions? functions = null, Action<IServiceCollection>? add = null)
    {
        var engine = NewEngine(configure, functions, add);
        await engine.StartAsync();
        return engine;
    }

    protected TestEngine NewEngine(
        Action<DurableEngineOptions>? configure = null, TestFunctions? functions = null, Action<IServiceCollection>? add = null)
    {
        var engine = new TestEngine(ConnectionString, functions ?? Functions, configure, add);
        _engines.Add(engine);
        return engine;
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    protected async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? instanceId = null)
    {
        var options = instanceId is null ? null : new StartOrchestrationOptions(instanceId);
        return await EndAsync(await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options, Patience));
    }

    protected Task<OrchestrationMetadata> EndAsync(string instanceId) => Client.WaitForInstanceCompletionAsync(instanceId, true, Patience);

    protected async Task<T> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.QuerySingleOrDefaultAsync<T>(sql, parameters))!;
    }

    protected async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Looks until the database says so.</summary>
    protected async Task UntilAsync(string sql, object? parameters = null)
    {
        while (!await QueryAsync<bool>(sql, parameters))
        {
            await Task.Delay(10, Patience);
        }
    }

    /// <summary>Until so many transactions of this database wait for a lock.</summary>
    protected Task UntilLockedOutAsync(int many) => UntilAsync("""
        select count(*) >= @many from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        """, new { many });

    /// <summary>Until every turn of the instance is saved and nothing is on its way, timers aside.</summary>
    protected Task UntilIdleAsync(string instanceId) => UntilAsync("""
        select status in ('running', 'suspended') and lease_token is null
           and not exists (select from durable.inbox where instance_id = @instanceId and visible_at <= clock_timestamp())
           and not exists (select from durable.task where instance_id = @instanceId)
          from durable.instance where id = @instanceId
        """, new { instanceId });
}
