using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost.Demo;

/// <summary><c>./run demo</c>: makes one video with the app that runs already, or with one that it starts and stops again.</summary>
public static class DemoCommand
{
    static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>The exit code: 0, or 1 when a simulator's bill and the app's ledger differ.</returns>
    /// <exception cref="CannotGoOnException">Something failed; the message says what, and where its log is.</exception>
    public static async Task<int> ExecuteAsync(
        DemoSettings settings, Checkout checkout, TextWriter output, CancellationToken cancellationToken)
    {
        var sample = ReadSample(checkout, settings.Language);
        Prepare(settings.File);
        var agrees = true;

        using var turn = RunLock.TryTake(checkout.State, RunState.Demo);
        if (turn is not null)
        {
            var plan = new ServicePlan(checkout, RunCommand.AppCommand(checkout), AppSettings.OfThisProcess(),
                IPAddress.Loopback, settings.Port, AnyPortWillDo: true, ReadyWithin, settings.Simulate);
            await using var services = await LocalServices.StartAsync(plan, turn, output, cancellationToken);
            await services.WhileAppRunsAsync(token => MakeAsync(services.Address.Local, services.Simulator, token), cancellationToken);
        }
        else if (RunLock.Peek(checkout.State) is { Kind: RunState.Run, Address: { } address } running)
        {
            await output.WriteLineAsync($"Using VideoGen that runs already (process {running.Owner.Pid}) at {address}.");
            EnsureSimulates(running, settings);
            await Readiness.WaitAsync(address, ReadyWithin, cancellationToken);
            await MakeAsync(address, running.Simulator?.Address, cancellationToken);
        }
        else
        {
            throw RunCommand.AlreadyRunning(RunLock.Peek(checkout.State));
        }

        return agrees ? 0 : 1;

        async Task MakeAsync(string address, string? simulator, CancellationToken token)
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            using var bills = settings.Simulate.Length == 0 ? null : new SimulatorApi(simulator!);
            var report = new DemoReport(output);
            try
            {
                var before = bills is null ? null : await Accounts.ReadAsync(http, bills, token);
                var video = await new DemoFlow(new VideoApi(http), report, AskEvery, Patience).RunAsync(sample, settings, token);
                agrees = before is null || report.Compare(before, await Accounts.ReadAsync(http, bills!, token), video);
            }
            catch (CannotGoOnException e)
            {
                throw new CannotGoOnException($"{e.Message}{Environment.NewLine}The app's log: {checkout.Show(checkout.AppLog)}");
            }
        }
    }

    static void EnsureSimulates(RunState running, DemoSettings settings)
    {
        var simulated = SimulatedProviders.Parse(running.Simulator?.Providers ?? "");
        if (settings.Simulate.Length > 0 && !settings.Providers.All(simulated.Contains))
        {
            throw new CannotGoOnException($"VideoGen runs already (process {running.Owner.Pid}) and does not simulate {settings.Simulate}. "
                + $"Stop it, or start it with: ./run --simulate {settings.Simulate}");
        }
    }

    static JsonObject ReadSample(Checkout checkout, string language)
    {
        var file = checkout.Sample(language);
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("It is not an object.");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new CannotGoOnException($"The sample {checkout.Show(file)} cannot be read: {e.Message}");
        }
    }

    /// <summary>Finds out now, not after minutes of work, that the film cannot be kept.</summary>
    static void Prepare(string file)
    {
        if (Directory.Exists(file))
        {
            throw new CannotGoOnException($"{file} is a folder; name a file, such as: --out {Path.Combine(file, "demo.mp4")}");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Create(file + ".part").Dispose();
            File.Delete(file + ".part");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotGoOnException($"The film cannot be written to {file}: {e.Message}");
        }
    }
}
