using Npgsql;
using VideoGen.Infrastructure;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Sets up and looks after what the app stands on: the database and the asset store.</summary>
public sealed class Readiness(DatabaseMigrator migrator, NpgsqlDataSource database, IAssetStore assets)
{
    // Of a key that no asset has; asking for it shows whether the store answers.
    const string Probe = "health/probe.mp4";

    /// <exception cref="StartupException">Something is not usable; the message names it and its setting.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        try
        {
            await assets.PrepareAsync(cancellationToken);
        }
        catch (AssetStoreException e)
        {
            throw new StartupException(e.Message, e);
        }
    }

    /// <returns>What does not answer; <see langword="null"/> when all is well.</returns>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            return $"PostgreSQL does not answer: {e.Message}";
        }

        try
        {
            await assets.HeadAsync(Probe, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is AssetStoreException or IOException or HttpRequestException)
        {
            return $"The asset store does not answer: {e.Message}";
        }
    }
}
