using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.AppHost;

/// <summary>What a server has on the disk: its data, the password to them and, where it needs one, a copy of its programs.</summary>
sealed class PostgresFolder
{
    /// <summary>Whom the password is for.</summary>
    public const string User = "videogen";

    readonly string _home;
    readonly ServerUser _user;

    PostgresFolder(string home, ServerUser user) => (_home, _user) = (home, user);

    public string Data => Path.Combine(_home, "data");

    string PasswordFile => Path.Combine(_home, "password");

    /// <param name="folder">Another takes its place when the server's user cannot get to it.</param>
    public static async Task<PostgresFolder> OpenAsync(string folder, ServerUser user, CancellationToken cancellationToken)
        => new(await user.ReachAsync(folder, () => Elsewhere(folder), cancellationToken), user);

    /// <returns>The major version that made the data; <see langword="null"/> when there are none yet.</returns>
    public async Task<string?> FindVersionAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : null;
    }

    public async Task<string> ReadPasswordAsync(CancellationToken cancellationToken)
        => (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim();

    /// <summary>Makes the data, with a new password.</summary>
    public async Task InitializeAsync(string bin, CancellationToken cancellationToken)
    {
        File.Delete(PasswordFile);
        var privately = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var password = new StreamWriter(PasswordFile, Encoding.ASCII, privately))
        {
            await password.WriteAsync(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        }

        await _user.OwnAsync(PasswordFile, cancellationToken);

        // Made aside and renamed: an initdb that was killed half-way never looks like data.
        var unfinished = Data + ".new";
        DeleteFolder(unfinished);
        await _user.RunAsync(Path.Combine(bin, "initdb"),
            ["-D", unfinished, "-U", User, "-A", "scram-sha-256", $"--pwfile={PasswordFile}",
                "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
        Directory.Move(unfinished, Data);
    }

    /// <summary>
    /// npm's programs below a folder that is closed to the server's user, such as root's home, are
    /// copied to where it may run them.
    /// </summary>
    /// <returns>The copy's folder of programs.</returns>
    public async Task<string> CopyProgramsAsync(string bin, CancellationToken cancellationToken)
    {
        if (!bin.EndsWith(PostgresPrograms.NpmBin, StringComparison.Ordinal))
        {
            throw new CannotGoOnException($"PostgreSQL runs as the user {_user.Name}, "
                + $"who may not run the programs in {bin}. Open that folder to all.");
        }

        var copy = Path.Combine(_home, "server");
        if (SavedAt(Path.Combine(copy, "bin")) != SavedAt(bin))
        {
            var unfinished = copy + ".new";
            DeleteFolder(unfinished);
            await ServerUser.RunAsSelfAsync(["cp", "-a", Path.GetDirectoryName(bin)!, unfinished], cancellationToken);
            await _user.OwnAsync(unfinished, cancellationToken);
            DeleteFolder(copy);
            Directory.Move(unfinished, copy);
        }

        return Path.Combine(copy, "bin");

        static DateTime SavedAt(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, "initdb"));
    }

    /// <summary>The port of the server that runs on this data, if one does.</summary>
    public int? FindRunningPort()
    {
        // postmaster.pid: process id, data folder, start time, port, ...
        var file = Path.Combine(Data, "postmaster.pid");
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
}
