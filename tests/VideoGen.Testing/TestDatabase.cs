using Npgsql;
using VideoGen.AppHost;

namespace VideoGen.Testing;

/// <summary>
/// A fresh, empty database on a PostgreSQL server that all test processes of this user share; dropped at the end.
/// The server is started by the first who asks, with fsync off, and is left running for the next.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    static readonly SemaphoreSlim Starting = new(1, 1);
    static LocalPostgres? s_server;
    readonly string _name = $"test_{Guid.NewGuid():N}";

    public string ConnectionString => s_server!.ConnectionString(_name);

    public async ValueTask InitializeAsync()
    {
        var server = await ServerAsync();
        await ExecuteAsync(server, $"create database {_name}");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(s_server!, $"drop database {_name} with (force)");
    }

    static async Task<LocalPostgres> ServerAsync()
    {
        await Starting.WaitAsync();
        try
        {
            var folder = Path.Combine(Path.GetTempPath(), $"videogen-tests-{Environment.UserName}");
            Directory.CreateDirectory(folder);
            // Test processes run side by side; the lock lets one of them start the server.
            await using var turn = await LockAsync(Path.Combine(folder, "lock"));
            return s_server ??= await LocalPostgres.StartAsync(Path.Combine(folder, "postgres"), durable: false, toolsFolder: ToolsFolder(), CancellationToken.None);
        }
        finally
        {
            Starting.Release();
        }
    }

    static async Task<FileStream> LockAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Where <c>./test</c> installs programs that the machine lacks: <c>.videogen/tools</c> in the checkout.</summary>
    static string? ToolsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VideoGen.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : Path.Combine(folder.FullName, ".videogen", "tools");
    }

    static async Task ExecuteAsync(LocalPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
