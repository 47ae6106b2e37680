using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace VideoGen.AppHost.Simulation;

/// <summary>A simulator that runs, as it stands on record.</summary>
/// <param name="Process">The process.</param>
/// <param name="Address">For example <c>http://127.0.0.1:7072</c>.</param>
/// <param name="Providers">What the app uses it for, with commas between them.</param>
public sealed record RunningSimulator(ProcessMark Process, string Address, string Providers);

/// <summary>
/// The provider simulator as a process of its own. One that is still running after its last owner was killed is taken over, so that
/// jobs that were paid for are not lost; its bill is kept in a file in any case.
/// </summary>
public sealed class LocalSimulator
{
    const int UsualPort = 7072;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    readonly RunningSimulator _running;

    LocalSimulator(RunningSimulator running) => _running = running;

    public string Address => _running.Address;

    /// <exception cref="CannotGoOnException">It is not built, or did not start; the message says what to do.</exception>
    public static async Task<LocalSimulator> StartAsync(
        Checkout checkout, string providers, RunLock turn, TimeSpan readyWithin, TextWriter output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var wasRunning = turn.State.Simulator is { } old && old.Process.IsRunning();
        var running = wasRunning ? turn.State.Simulator! with { Providers = providers } : Start(checkout, providers, turn);
        turn.Write(turn.State with { Simulator = running });
        var simulator = new LocalSimulator(running);
        try
        {
            await Readiness.WaitAsync(running.Address, readyWithin, cancellationToken, "/admin/health");
        }
        catch
        {
            await simulator.StopAsync();
            throw;
        }

        var how = wasRunning ? "was still running, taken over"
            : string.Create(CultureInfo.InvariantCulture, $"started in {watch.Elapsed.TotalSeconds:0.0} s");
        await output.WriteLineAsync($"Simulator   {running.Address}, {how}; stands in for {providers}; bill: {running.Address}/admin/bill");
        return simulator;
    }

    /// <summary>Ends one that a run without it finds on record.</summary>
    public static async Task EndLeftOverAsync(RunLock turn)
    {
        if (turn.State.Simulator is { } leftOver)
        {
            await leftOver.Process.EndAsync(Patience);
            turn.Write(turn.State with { Simulator = null });
        }
    }

    public Task StopAsync() => _running.Process.EndAsync(Patience);

    static RunningSimulator Start(Checkout checkout, string providers, RunLock turn)
    {
        if (!File.Exists(checkout.SimulatorProgram))
        {
            throw new CannotGoOnException(
                $"The simulator is not built: there is no {checkout.Show(checkout.SimulatorProgram)}. ./run builds it.");
        }

        Directory.CreateDirectory(checkout.Simulator);
        var address = ServiceAddress.WithFreePort(IPAddress.Loopback, wanted: null, UsualPort);
        RunningSimulator? running = null;
        string[] command =
        [
            "dotnet", checkout.SimulatorProgram, "--port", address.Port.ToString(CultureInfo.InvariantCulture), "--key",
                SimulatedProviders.Key,
            "--bill", Path.Combine(checkout.Simulator, "bill.jsonl"),
        ];
        using var process = AppProcess.Start(command, new Dictionary<string, string>(), checkout.SimulatorLog, mark =>
        {
            running = new RunningSimulator(mark, address.Binding, providers);
            turn.Write(turn.State with { Simulator = running });
        });
        return running!;
    }
}
