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
    List<NpgsqlBatchCommand> _commands = [];

    /// <summary>How many of its statements have rows.</summary>
    public int ResultSets { get; private set; }

    /// <summary>Adds a statement without rows.</summary>
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

    /// <summary>Adds a statement that has rows.</summary>
    public NpgsqlBatchCommand AddQuery(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        ResultSets++;
        return Add(sql, parameters);
    }

    /// <returns><see langword="false"/> when the claim was lost: nothing was written.</returns>
    public Task<bool> RunAsync(DurableDatabase database, CancellationToken cancellationToken)
        => RunAsync(database, _ => Task.CompletedTask, cancellationToken);

    /// <param name="read">Reads the rows.</param>
    /// <inheritdoc cref="RunAsync(DurableDatabase, CancellationToken)"/>
    public async Task<bool> RunAsync(DurableDatabase database, Func<ScriptRows, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await RunAllAsync(database, [(this, read)], cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == Refused)
        {
            return false;
        }
    }

    /// <summary>To be run once more: commands remember how their statements were prepared on the connection before.</summary>
    public void Renew() => _commands = _commands.ConvertAll(command =>
    {
        NpgsqlParameter[] parameters = [.. command.Parameters.Cast<NpgsqlParameter>()];
        command.Parameters.Clear();
        var again = new NpgsqlBatchCommand(command.CommandText);
        again.Parameters.AddRange(parameters);
        return again;
    });

    /// <summary>Runs scripts one after the other in one transaction.</summary>
    public static async Task RunAllAsync(
        DurableDatabase database, IReadOnlyList<(Script Script, Func<ScriptRows, Task> Read)> scripts, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // Without a transaction of their own, statements that are sent together are one.
        await using var batch = connection.CreateBatch();
        foreach (var command in scripts.SelectMany(entry => entry.Script._commands))
        {
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var (script, read) in scripts)
        {
            var rows = new ScriptRows(reader, script.ResultSets, cancellationToken);
            await read(rows);
            await rows.SkipAsync();
        }

        // What fails further on is thrown here.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }
}

/// <summary>The rows of a script's statements.</summary>
sealed class ScriptRows(NpgsqlDataReader reader, int resultSets, CancellationToken cancellationToken)
{
    int _left = resultSets;

    /// <summary>At first those of the first statement that has any.</summary>
    public NpgsqlDataReader Current => reader;

    /// <summary>Goes on to the rows of the next statement that has any.</summary>
    public async Task NextAsync()
    {
        _left--;
        await reader.NextResultAsync(cancellationToken);
    }

    /// <summary>Goes past all that was not read.</summary>
    public async Task SkipAsync()
    {
        while (_left > 0)
        {
            await NextAsync();
        }
    }
}
