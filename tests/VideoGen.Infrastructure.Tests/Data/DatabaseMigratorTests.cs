using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Data;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class DatabaseMigratorTests
{
    [Fact]
    public async Task Migrate_ByManyAtOnceOnAnEmptyDatabase_RunsEachScriptOnce()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var migrator = new DatabaseMigrator(source);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => migrator.MigrateAsync(CancellationToken.None))));

        await using var connection = await source.OpenConnectionAsync();
        (await connection.QueryAsync<string>("select scriptname from migrations")).Should().BeEquivalentTo(
            typeof(DatabaseMigrator).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)));
    }
}
