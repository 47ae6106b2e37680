using Dapper;
using DbUp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Brings the schema <c>durable</c> up to date. Several processes may start at once: one migrates, the others wait.</summary>
sealed class Migrations(DurableDatabase database, IOptions<DurableEngineOptions> options, ILoggerFactory loggerFactory)
{
    const string Schema = "durable";
    // Any number that nothing else in the database uses: "durable" in ASCII.
    const long Lock = 0x64757261626C65;

    /// <exception cref="InvalidOperationException">A script failed; the message names it, and nothing of it was kept.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        // The lock belongs to this session; the scripts run in another one.
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_lock(@Lock)", new { Lock }, cancellationToken: cancellationToken));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"create schema if not exists {Schema}", cancellationToken: cancellationToken));
            var upgrade = DeployChanges.To.PostgresqlDatabase(options.Value.ConnectionString)
                .WithScriptsEmbeddedInAssembly(
                    typeof(Migrations).Assembly, name => name.Contains(".Durable.Migrations.", StringComparison.Ordinal))
                .WithVariablesDisabled()
                .JournalToPostgresqlTable(Schema, "migration")
                .WithTransactionPerScript()
                .LogTo(loggerFactory)
                .Build();
            var result = await Task.Run(upgrade.PerformUpgrade, cancellationToken);
            if (!result.Successful)
            {
                throw new InvalidOperationException($"The durable schema could not be migrated: {result.ErrorScript?.Name}", result.Error);
            }
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }
}
