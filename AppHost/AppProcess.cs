using System.Diagnostics;

namespace VideoGen.AppHost;

/// <summary>The function app as a process of its own, whose output goes straight to a file: it outlives us without harm.</summary>
public sealed class AppProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // It waits for a line before it becomes the app, so that there is never an app that is not on record. In a session of its own, it does
    // not get the terminal's Ctrl-C: we are asked to stop, and we ask it.
    const string Launcher = "read -r go || exit 1; log=$1; shift; exec setsid \"$@\" > \"$log\" 2>&1 < /dev/null";
    readonly Process _process;

    AppProcess(Process process, ProcessMark mark, string log)
    {
        (_process, Mark, Log) = (process, mark, log);
        Ended = process.WaitForExitAsync();
    }

    public ProcessMark Mark { get; }

    public string Log { get; }

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task Ended { get; }

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Added to this process' environment.</param>
    /// <param name="log">Gets all output; the log of the run before is kept beside it as <c>.previous</c>.</param>
    /// <param name="record">Called before the program runs; when it throws, the program does not run.</param>
    public static AppProcess Start(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string log, Action<ProcessMark> record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        if (File.Exists(log))
        {
            File.Move(log, log + ".previous", overwrite: true);
        }

        var start = new ProcessStartInfo("/bin/sh", ["-c", Launcher, "sh", log, .. command]) { RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // A shell that Ctrl-C ended at once has no mark any more; one that never matches will do.
        var mark = ProcessMark.Of(process.Id) ?? new ProcessMark(process.Id, "ended");
        using var gate = process.StandardInput;
        record(mark);
        try
        {
            gate.WriteLine("go");
        }
        catch (IOException)
        {
            // The shell is gone; whoever waits for the app finds that it has ended.
        }

        return new AppProcess(process, mark, log);
    }

    /// <summary>Asks the app to end, waits up to 20 s, then ends it.</summary>
    /// <returns><see langword="false"/> when it had to be ended by force.</returns>
    public async Task<bool> StopAsync()
    {
        var willingly = await Mark.EndAsync(Patience);
        await Ended;
        return willingly;
    }

    /// <summary>Why the app is no longer there, for its user.</summary>
    public CannotGoOnException Died(Checkout checkout)
        => new($"The app ended by itself (exit code {_process.ExitCode}). "
            + $"The end of its log, {checkout.Show(Log)}:{Environment.NewLine}{LogEnd.Of(Log)}");

    public void Dispose() => _process.Dispose();
}
