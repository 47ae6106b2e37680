using System.Diagnostics;

namespace VideoGen.AppHost;

/// <summary>
/// Runs PostgreSQL's programs. PostgreSQL refuses to run as root; as root, its programs run as the user <c>postgres</c> or <c>nobody</c>.
/// </summary>
sealed class ServerUser
{
    readonly string[] _prefix;

    ServerUser(string? name, string group)
    {
        Name = name;
        // setpriv replaces itself by the program, so no further process stands between.
        _prefix = name is null ? [] : ["setpriv", $"--reuid={name}", $"--regid={group}", "--init-groups"];
    }

    /// <summary><see langword="null"/>: this process' own user.</summary>
    public string? Name { get; }

    public static ServerUser Find()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(null, "");
        }

        return File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? new ServerUser("postgres", "postgres")
            : new ServerUser("nobody", "nogroup");
    }

    /// <summary>Makes <paramref name="path"/> and what is in it this user's own.</summary>
    public Task OwnAsync(string path, CancellationToken cancellationToken)
        => Name is null ? Task.CompletedTask : RunAsSelfAsync(["chown", "-R", Name, path], cancellationToken);

    /// <summary>
    /// A folder of this user's: the wanted one, or one in /var/lib when a parent
    /// of the wanted one is closed to this user.
    /// </summary>
    public async Task<string> ReachAsync(string wanted, Func<string> elsewhere, CancellationToken cancellationToken)
    {
        wanted = Directory.CreateDirectory(wanted).FullName;
        if (Name is null)
        {
            return wanted;
        }

        await RunAsSelfAsync(["chown", Name, wanted], cancellationToken);
        if (await CanAsync("-w", wanted, cancellationToken))
        {
            return wanted;
        }

        var other = Directory.CreateDirectory(elsewhere()).FullName;
        await RunAsSelfAsync(["chown", Name, other], cancellationToken);
        return other;
    }

    /// <param name="test">As the program <c>test</c> has it: <c>-x</c> may run it, <c>-w</c> may write it.</param>
    public async Task<bool> CanAsync(string test, string path, CancellationToken cancellationToken)
        => (await CaptureAsync([.. _prefix, "test", test, path], cancellationToken)).ExitCode == 0;

    /// <returns>What the program printed.</returns>
    /// <exception cref="CannotGoOnException">It failed; the message has what it printed.</exception>
    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        => RunAsync([.. _prefix, program, .. arguments], Path.GetFileName(program), cancellationToken);

    /// <inheritdoc cref="RunAsync(string, IReadOnlyList{string}, CancellationToken)"/>
    public static Task<string> RunAsSelfAsync(string[] command, CancellationToken cancellationToken)
        => RunAsync(command, command[0], cancellationToken);

    static async Task<string> RunAsync(string[] command, string name, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await CaptureAsync(command, cancellationToken);
        return exitCode == 0 ? output : throw new CannotGoOnException($"PostgreSQL: {name} failed. {output}");
    }

    static async Task<(int ExitCode, string Output)> CaptureAsync(string[] command, CancellationToken cancellationToken)
    {
        var log = Path.GetTempFileName();
        try
        {
            // pg_ctl leaves the server behind with our pipes open; a file does not keep us waiting for it.
            // In a session of its own, Ctrl-C in the terminal does not reach it in the middle of its work.
            string[] shell = ["-c", "exec setsid --wait \"$@\" > \"$0\" 2>&1 < /dev/null", log];
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", [.. shell, .. command]) { WorkingDirectory = "/" })!;
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, (await File.ReadAllTextAsync(log, cancellationToken)).Trim());
        }
        finally
        {
            File.Delete(log);
        }
    }
}
