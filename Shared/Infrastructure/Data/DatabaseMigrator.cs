using DbUp;
using DbUp.Postgresql;
using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>Brings the app's tables up to date: the scripts in <c>Data/Migrations</c>, in order, each once.</summary>
public sealed class DatabaseMigrator(NpgsqlDataSource database)
{
    // Any number, the same in every process: whoever comes second waits.
    const long Turn = 7_110_423;

    /// <exception cref="StartupException">PostgreSQL is not reachable, or a script failed.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("select pg_advisory_lock(@Turn)", new { Turn });
            await EnsureTrigramsAsync(connection);
            Upgrade();
            await connection.ExecuteAsync("select pg_advisory_unlock(@Turn)", new { Turn });
        }
        catch (NpgsqlException e)
        {
            var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            throw new StartupException(
                $"PostgreSQL at {server.Host}:{server.Port} (database {server.Database}) is not usable: {e.Message} Check the setting Database__ConnectionString.", e);
        }
    }

    static async Task EnsureTrigramsAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.ExecuteAsync("create extension if not exists pg_trgm");
        }
        catch (PostgresException e)
        {
            throw new StartupException($"""
                Videos are searched by PostgreSQL's extension pg_trgm, and it cannot be set up: {e.MessageText}. Install it on the server (Debian and Ubuntu:
                the package postgresql-contrib; Azure Database for PostgreSQL: PG_TRGM in the server parameter azure.extensions), or let a superuser
                run "create extension pg_trgm" once in the database {connection.Database}.
                """, e);
        }
    }

    void Upgrade()
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(database))
            .WithScriptsEmbeddedInAssembly(typeof(DatabaseMigrator).Assembly, name => name.Contains(".Data.Migrations.", StringComparison.Ordinal))
            .JournalToPostgresqlTable("public", "migrations")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new StartupException($"The database migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        }
    }
}
