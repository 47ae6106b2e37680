using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Statements that go to the database in one round trip and commit together, or not at all.</summary>
sealed class Script
{
    /// <summary>The error by which <c>durable.require</c> rolls everything back.</summary>
    const string Refused = "DU001";
    readonly List<string> _statements = [];
    readonly DynamicParameters _parameters = new();

    /// <param name="sql">One statement or several.</param>
    /// <param name="parameters">Their names are shared by all statements: one name, one value.</param>
    public void Add(string sql, object parameters)
    {
        _statements.Add(sql);
        _parameters.AddDynamicParams(parameters);
    }

    /// <returns><see langword="false"/> when a <c>durable.require</c> was not met: nothing was written.</returns>
    public async Task<bool> RunAsync(DurableDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            // Without a transaction of their own, statements that are sent together are one.
            await connection.ExecuteAsync(new CommandDefinition(
                string.Join(";\n", _statements), _parameters, cancellationToken: cancellationToken));
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == Refused)
        {
            return false;
        }
    }
}
