using System.Globalization;
using System.Runtime.InteropServices;

namespace VideoGen.AppHost;

/// <summary>Names one process for good: its id may be given to another one later, its id and start together are not.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Started">The machine's boot id and the process' start in clock ticks after that boot.</param>
public sealed record ProcessMark(int Pid, string Started)
{
    const int Terminate = 15, Kill = 9;
    static readonly string Boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <returns><see langword="null"/> when no such process runs, or it has ended and only waits for its parent.</returns>
    public static ProcessMark? Of(int pid)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // "pid (name) state parent ...", see proc(5); the name may hold blanks and parentheses. The 22nd field is the start.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : new ProcessMark(pid, string.Create(CultureInfo.InvariantCulture, $"{Boot}/{fields[19]}"));
    }

    public static ProcessMark OfThisProcess() => Of(Environment.ProcessId)!;

    public bool IsRunning() => Of(Pid) == this;

    /// <summary>Asks it to end and, after <paramref name="patience"/>, ends it and the processes of its group.</summary>
    /// <returns><see langword="false"/> when it had to be ended by force.</returns>
    public async Task<bool> EndAsync(TimeSpan patience)
    {
        var giveUpAt = DateTime.UtcNow + patience;
        if (IsRunning())
        {
            _ = SendSignal(Pid, Terminate);
        }

        while (IsRunning() && DateTime.UtcNow < giveUpAt)
        {
            await Task.Delay(50);
        }

        if (!IsRunning())
        {
            return true;
        }

        // An app is the leader of its own group, in which its ffmpeg processes are too.
        _ = SendSignal(-Pid, Kill);
        _ = SendSignal(Pid, Kill);
        return false;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SendSignal(int pid, int signal);
}
