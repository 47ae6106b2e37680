using System.Diagnostics;
using System.Globalization;

namespace VideoGen.Runtime.Crash;

/// <summary>
/// A worker that can be killed and paused. One that ends by itself, for example because there was no database when it started, is begun
/// again, as a service manager does.
/// </summary>
sealed class WorkerProcess(int number, string connectionString, TimeSpan leaseTime, string folder) : IAsyncDisposable
{
    int _processId;
    Task _watch = Task.CompletedTask;
    bool _wanted;

    public int Number => number;

    public void Start()
    {
        _wanted = true;
        _watch = WatchAsync();
    }

    /// <summary>As kill -9 does; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _wanted = false;
        // Again, should it have been about to begin anew.
        while (!_watch.IsCompleted)
        {
            await SignalAsync("-KILL");
            await Task.WhenAny(_watch, Task.Delay(200));
        }
    }

    public Task PauseAsync() => SignalAsync("-STOP");

    public Task GoOnAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync() => await KillAsync();

    async Task WatchAsync()
    {
        while (_wanted)
        {
            using var process = Process.Start(Command())!;
            _processId = process.Id;
            await process.WaitForExitAsync();
        }
    }

    ProcessStartInfo Command() => new("/bin/sh",
    [
        "-c", "exec \"$@\" >> \"$0\" 2>&1", Path.Combine(folder, $"worker-{number}.log"),
        "dotnet", Path.Combine(AppContext.BaseDirectory, "VideoGen.Runtime.Crash.dll"),
        "worker", connectionString, leaseTime.ToString("c", CultureInfo.InvariantCulture),
    ])
    { RedirectStandardInput = true };

    async Task SignalAsync(string signal)
    {
        // One that has just ended by itself gets nothing, and kill complains.
        string[] arguments = [signal, _processId.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start(new ProcessStartInfo("kill", arguments) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }
}
