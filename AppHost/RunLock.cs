using System.Text.Json;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost;

/// <summary>What runs on a state folder.</summary>
/// <param name="Owner">The process that holds the lock.</param>
/// <param name="Kind"><see cref="Run"/> or <see cref="Demo"/>.</param>
/// <param name="Address">Where the app answers, as soon as that is decided.</param>
/// <param name="App">The app, as soon as it is started.</param>
/// <param name="Simulator">The provider simulator, as soon as it is started.</param>
public sealed record RunState(
    ProcessMark Owner, string Kind, string? Address = null, ProcessMark? App = null, RunningSimulator? Simulator = null)
{
    public const string Run = "run", Demo = "demo";
}

/// <summary>
/// One run at a time on a state folder. The lock is the operating system's and ends with its process, however that ends; a file beside it
/// tells others, and the run after a crash, what was started.
/// </summary>
public sealed class RunLock : IDisposable
{
    const int HeldByAnother = 11;    // EAGAIN
    readonly FileStream _lock;
    readonly string _stateFile;

    RunLock(FileStream file, string stateFile, string kind)
    {
        (_lock, _stateFile) = (file, stateFile);
        var last = Read(stateFile);
        State = new RunState(ProcessMark.OfThisProcess(), kind, App: last?.App, Simulator: last?.Simulator);
    }

    /// <summary>At first with the processes of a run that was cut off, which may still be there; none after a clean stop.</summary>
    public RunState State { get; private set; }

    /// <returns><see langword="null"/> when another process has it.</returns>
    public static RunLock? TryTake(string folder, string kind)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var file = new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new RunLock(file, StateFile(folder), kind);
            taken.Write(taken.State);
            return taken;
        }
        catch (IOException e) when (e.HResult == HeldByAnother)
        {
            return null;
        }
    }

    /// <returns>What runs, or ran last and did not stop; <see langword="null"/> when nothing does, or it has only just begun.</returns>
    public static RunState? Peek(string folder) => Read(StateFile(folder));

    /// <summary>Records the state; a reader sees the old one or the new one, never a part.</summary>
    public void Write(RunState state)
    {
        State = state;
        File.WriteAllText(_stateFile + ".new", JsonSerializer.Serialize(state));
        File.Move(_stateFile + ".new", _stateFile, overwrite: true);
    }

    public void Dispose()
    {
        // What is still there stays on record, for the next run to end or take over.
        if (State.App?.IsRunning() != true && State.Simulator?.Process.IsRunning() != true)
        {
            File.Delete(_stateFile);
        }

        // The lock file stays: deleting it would let two processes lock two files of the same name.
        _lock.Dispose();
    }

    static string StateFile(string folder) => Path.Combine(folder, "run.json");

    static RunState? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunState>(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }
}
