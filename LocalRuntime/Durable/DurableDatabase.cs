using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>The engine's connections, and the news about its transactions.</summary>
sealed class DurableDatabase(IOptions<DurableEngineOptions> options, Signals signals) : IAsyncDisposable
{
    const string Channel = "durable";
    static readonly TimeSpan BetweenNotifications = TimeSpan.FromMilliseconds(20);
    readonly NpgsqlDataSource _dataSource = Untraced(Tuned(options.Value.ConnectionString));
    readonly SemaphoreSlim _notifying = new(1);
    int _untold;

    public NpgsqlConnection Open() => _dataSource.OpenConnection();

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _dataSource.OpenConnectionAsync(cancellationToken);

    /// <summary>Says what was committed, so that those who wait look again: at once here, and soon in other processes.</summary>
    /// <remarks>
    /// Not within the transaction: PostgreSQL lets transactions that notify commit one after the other only. Should it be lost, they find
    /// the work by polling.
    /// </remarks>
    public void Tell(Changes changes)
    {
        signals.Fire(changes);
        if (changes != Changes.None && Interlocked.Or(ref _untold, (int)changes) == 0)
        {
            _ = NotifyAsync();
        }
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

    public async ValueTask DisposeAsync()
    {
        // The last notification is on its way.
        await _notifying.WaitAsync();
        _notifying.Dispose();
        await _dataSource.DisposeAsync();
    }

    /// <summary>One at a time; what happens meanwhile goes with the next.</summary>
    async Task NotifyAsync()
    {
        await _notifying.WaitAsync();
        try
        {
            var news = Encode((Changes)Interlocked.Exchange(ref _untold, 0));
            await using var connection = await OpenAsync(CancellationToken.None);
            await connection.ExecuteAsync("select pg_notify(@Channel, @news)", new { Channel, news });
            await Task.Delay(BetweenNotifications);
        }
        catch (NpgsqlException)
        {
            // Who does not hear it finds the work by polling.
        }
        finally
        {
            _notifying.Release();
        }
    }

    /// <summary>
    /// The same few statements run over and over: they are prepared, and a connection has no state that must be reset. Each is planned
    /// once and finds its rows by an index, however few there were when the tables were last counted: they fill within seconds.
    /// </summary>
    static string Tuned(string connectionString)
    {
        var tuned = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        tuned.MaxAutoPrepare = Math.Max(tuned.MaxAutoPrepare, 100);
        tuned.AutoPrepareMinUsages = 2;
        tuned.Options = $"{tuned.Options} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off".Trim();
        return tuned.ConnectionString;
    }

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
