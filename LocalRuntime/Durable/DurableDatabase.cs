using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>The engine's connections, and the news about its transactions.</summary>
sealed class DurableDatabase(IOptions<DurableEngineOptions> options, Signals signals) : IAsyncDisposable
{
    const string Channel = "durable";
    readonly NpgsqlDataSource _dataSource = Untraced(options.Value.ConnectionString);

    public NpgsqlConnection Open() => _dataSource.OpenConnection();

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _dataSource.OpenConnectionAsync(cancellationToken);

    /// <summary>Runs <paramref name="work"/> in one transaction; rolls back when it throws or says that nothing changed.</summary>
    /// <param name="work">Says what other workers should look at.</param>
    /// <param name="cancellationToken">Rolls back.</param>
    /// <returns>Whether something was committed.</returns>
    public async Task<bool> ChangeAsync(Func<NpgsqlConnection, Task<Changes>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changes = await work(connection);
        if (changes == Changes.None)
        {
            return false;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_notify(@Channel, @news)", new { Channel, news = Encode(changes) }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        signals.Fire(changes);
        return true;
    }

    /// <summary>Passes on the notifications of other processes until cancelled or disconnected.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        connection.Notification += (_, notification) => signals.Fire(Decode(notification.Payload));
        await connection.ExecuteAsync(new CommandDefinition($"listen {Channel}", cancellationToken: cancellationToken));
        // What was sent while nobody listened is not sent again.
        signals.Fire(Changes.Turns | Changes.Tasks | Changes.Statuses);
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _dataSource.DisposeAsync();

    /// <summary>The engine's own statements, its polls above all, would drown the app's in every trace.</summary>
    static NpgsqlDataSource Untraced(string connectionString)
        => new NpgsqlDataSourceBuilder(connectionString)
            .ConfigureTracing(tracing => tracing
                .ConfigureCommandFilter(_ => false).ConfigureBatchFilter(_ => false).EnablePhysicalOpenTracing(false))
            .Build();

    string Encode(Changes changes) => string.Create(CultureInfo.InvariantCulture, $"{(int)changes} {signals.Node}");

    Changes Decode(string payload)
        => payload.Split(' ') is [var changes, var node]
            && node != signals.Node
            && int.TryParse(changes, CultureInfo.InvariantCulture, out var flags)
            ? (Changes)flags
            : Changes.None;
}
