using System.Diagnostics;

namespace VideoGen.AppHost.Tests;

/// <summary>A harmless process of the test's own, ended with the test.</summary>
sealed class Child : IDisposable
{
    readonly Process _process;

    Child(Process process)
    {
        _process = process;
        Mark = ProcessMark.Of(process.Id)!;
    }

    public ProcessMark Mark { get; }

    public bool IsRunning => !_process.HasExited;

    public static Child Sleep() => new(Process.Start("sleep", "600"));

    /// <summary>A process that does not end when asked to.</summary>
    public static async Task<Child> StubbornAsync()
    {
        string[] deaf = ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"];
        var start = new ProcessStartInfo("/bin/sh", deaf) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return new Child(process);
    }

    public Task EndedAsync() => _process.WaitForExitAsync();

    public void Dispose()
    {
        if (IsRunning)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
