using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Statements that go to the database in one round trip and commit together, or not at all. Parameters have places, not names, so that
/// nobody need read the SQL here.
/// </summary>
sealed class Script
{
    /// <summary>The error by which <c>durable.held</c> rolls everything back.</summary>
    const string Refused = "DU001";
    readonly List<NpgsqlBatchCommand> _commands = [];

    /// <summary>Adds a statement.</summary>
    public NpgsqlBatchCommand Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        _commands.Add(command);
        return command;
    }

    /// <returns><see langword="false"/> when the claim was lost: nothing was written.</returns>
    public Task<bool> RunAsync(DurableDatabase database, CancellationToken cancellationToken)
        => RunAsync(database, _ => Task.CompletedTask, cancellationToken);

    /// <param name="read">Reads the rows of the first statement that has any; the next ones after <c>NextResultAsync</c>.</param>
    /// <inheritdoc cref="RunAsync(DurableDatabase, CancellationToken)"/>
    public async Task<bool> RunAsync(DurableDatabase database, Func<NpgsqlDataReader, Task> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // Without a transaction of their own, statements that are sent together are one.
        await using var batch = connection.CreateBatch();
        foreach (var command in _commands)
        {
            batch.BatchCommands.Add(command);
        }

        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await read(reader);
            // What fails further on is thrown here.
            while (await reader.NextResultAsync(cancellationToken))
            {
            }

            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == Refused)
        {
            return false;
        }
    }
}
