using System.Data;
using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Host;

/// <summary>
/// The right to run timers, held by one process per database: an advisory lock on a connection of its own. It ends by itself with the
/// connection, so a killed process never keeps it.
/// </summary>
internal sealed class TimerLeadership : IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    readonly CancellationTokenSource _lost = new();

    TimerLeadership(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.StateChange += OnStateChange;
    }

    /// <summary>Cancelled when the connection breaks, and another process may have become the leader.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <returns><see langword="null"/> while another process is the leader.</returns>
    public static async Task<TimerLeadership?> TryTakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: closing it must end the session and with it the lock. Keepalives find out about a broken line between runs.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 5 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select pg_try_advisory_lock(hashtextextended('videogen.functions.timers', 0))", cancellationToken: cancellationToken)))
            {
                return new TimerLeadership(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        _connection.StateChange -= OnStateChange;
        await _connection.DisposeAsync();
        _lost.Dispose();
    }

    void OnStateChange(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState is ConnectionState.Closed or ConnectionState.Broken)
        {
            _lost.Cancel();
        }
    }
}
