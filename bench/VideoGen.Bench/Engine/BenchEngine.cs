using Dapper;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Bench.Engine;

/// <summary>An engine on a database of its own, as a host would have it.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    readonly ServiceProvider _services;

    public BenchEngine(string connectionString, IDurableFunctions functions, int slots = 16)
    {
        _services = new ServiceCollection().AddLogging().AddSingleton(functions).AddDurableEngine(options =>
        {
            options.ConnectionString = connectionString;
            options.MaxConcurrentOrchestrations = options.MaxConcurrentActivities = slots;
        }).BuildServiceProvider();
        Database = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>For looking on from outside.</summary>
    public NpgsqlDataSource Database { get; }

    public DurableTaskClient Client => Get<DurableTaskClient>();

    public static async Task<string> CreateDatabaseAsync(LocalPostgres server, string name)
    {
        await server.EnsureDatabaseAsync(name, CancellationToken.None);
        return server.ConnectionString(name);
    }

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public Task StartAsync() => Get<IHostedService>().StartAsync(CancellationToken.None);

    public async Task<T> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(new CommandDefinition(sql, parameters, commandTimeout: 600));
    }

    public async Task UntilAsync(string sql)
    {
        while (!await QueryAsync<bool>(sql))
        {
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Get<IHostedService>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>The orchestrations that are measured; their activities do nothing.</summary>
internal sealed class BenchFunctions : IDurableFunctions
{
    int _ended;

    /// <summary>Called when an orchestration got the event that it waited for, with the event's number.</summary>
    public Action<int> Woken { get; set; } = _ => { };

    public OrchestratorFunction? FindOrchestrator(string name) => name switch
    {
        "Chain" => ChainAsync,
        "FanOut" => FanOutAsync,
        "Wait" => WaitAsync,
        "Listen" => ListenAsync,
        _ => null,
    };

    public ActivityFunction? FindActivity(string name) => (_, input, _) => Task.FromResult<object?>(input);

    /// <summary>Chains and fan-outs that came to their end; their last turn may not be saved yet.</summary>
    public int Ended => Volatile.Read(ref _ended);

    async Task<object?> ChainAsync(TaskOrchestrationContext context)
    {
        var text = "start";
        for (var step = 0; step < 5; step++)
        {
            text = await context.CallActivityAsync<string>("Echo", "step");
        }

        Interlocked.Increment(ref _ended);
        return text;
    }

    async Task<object?> FanOutAsync(TaskOrchestrationContext context)
    {
        var branches = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => context.CallActivityAsync<string>("Echo", "branch")));
        Interlocked.Increment(ref _ended);
        return branches.Length;
    }

    /// <summary>Ends by an event, or after a month.</summary>
    static async Task<object?> WaitAsync(TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(30), stop.Token), context.WaitForExternalEvent<string>("go"));
        stop.Cancel();
        return null;
    }

    async Task<object?> ListenAsync(TaskOrchestrationContext context)
    {
        for (var number = await context.WaitForExternalEvent<int>("go"); number >= 0;
            number = await context.WaitForExternalEvent<int>("go"))
        {
            if (!context.IsReplaying)
            {
                Woken(number);
            }
        }

        return null;
    }
}
