using System.Diagnostics;
using System.Net;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost;

/// <summary>What to start.</summary>
/// <param name="Checkout">Where state and logs go.</param>
/// <param name="AppCommand">The app's program and arguments.</param>
/// <param name="Settings">The app's settings.</param>
/// <param name="Listen">The address on which the app listens.</param>
/// <param name="Port">The port; <see langword="null"/> for the usual one.</param>
/// <param name="AnyPortWillDo">Take a free port when the usual one is taken and none was named.</param>
/// <param name="ReadyWithin">How long the app may take to become ready.</param>
/// <param name="Simulate">Providers to simulate, with commas between them; empty for none.</param>
public sealed record ServicePlan(
    Checkout Checkout, IReadOnlyList<string> AppCommand, AppSettings Settings,
    IPAddress Listen, int? Port, bool AnyPortWillDo, TimeSpan ReadyWithin, string Simulate = "");

/// <summary>PostgreSQL, the provider simulator if one is wanted, and the app, started in this order and stopped in the other.</summary>
public sealed class LocalServices : IAsyncDisposable
{
    readonly ServicePlan _plan;
    readonly TextWriter _output;
    LocalPostgres? _postgres;
    LocalSimulator? _simulator;
    AppProcess? _app;

    LocalServices(ServicePlan plan, ServiceAddress address, TextWriter output) => (_plan, Address, _output) = (plan, address, output);

    public ServiceAddress Address { get; }

    /// <summary>The simulator's address, if one runs.</summary>
    public string? Simulator => _simulator?.Address;

    /// <summary>Starts all, or none: what was started is stopped again when the rest fails.</summary>
    /// <exception cref="CannotGoOnException">One did not start; the message says why.</exception>
    public static async Task<LocalServices> StartAsync(
        ServicePlan plan, RunLock turn, TextWriter output, CancellationToken cancellationToken)
    {
        // First, because it may hold the port.
        await EndLeftOverAsync(turn, output);
        var address = plan.AnyPortWillDo
            ? ServiceAddress.WithFreePort(plan.Listen, plan.Port)
            : new ServiceAddress(plan.Listen, plan.Port ?? ServiceAddress.UsualPort);
        address.EnsureFree();
        turn.Write(turn.State with { Address = address.Local });

        var services = new LocalServices(plan, address, output);
        try
        {
            var connectionString = await services.StartPostgresAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var simulated = await services.StartSimulatorAsync(turn, cancellationToken);
            await services.StartAppAsync(connectionString, simulated, turn, cancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does <paramref name="work"/>; gives it up when the app ends before.</summary>
    /// <exception cref="CannotGoOnException">The app ended by itself; the message has the end of its log.</exception>
    public async Task WhileAppRunsAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = work(giveUp.Token);
        await Task.WhenAny(task, _app!.Ended);
        if (task.IsFaulted)
        {
            // A call that broke off because the app is ending fails a moment before the end is known.
            await Task.WhenAny(_app.Ended, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        }

        if (_app.Ended.IsCompleted && !task.IsCompletedSuccessfully && !cancellationToken.IsCancellationRequested)
        {
            await giveUp.CancelAsync();
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw _app.Died(_plan.Checkout);
        }

        await task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            if (!_app.Ended.IsCompleted)
            {
                await _output.WriteLineAsync("Stopping.");
            }

            if (!await _app.StopAsync())
            {
                await _output.WriteLineAsync("The app did not end when asked to and was ended by force.");
            }

            _app.Dispose();
        }

        if (_simulator is not null)
        {
            await _simulator.StopAsync();
        }

        if (_postgres is not null)
        {
            try
            {
                await _postgres.StopAsync(CancellationToken.None);
            }
            catch (CannotGoOnException e)
            {
                await _output.WriteLineAsync(e.Message);
            }
        }
    }

    static async Task EndLeftOverAsync(RunLock turn, TextWriter output)
    {
        if (turn.State.App is { } leftOver && leftOver.IsRunning())
        {
            await output.WriteLineAsync($"The last run was cut off and its app still runs (process {leftOver.Pid}); ending it.");
            await leftOver.EndAsync(TimeSpan.FromSeconds(20));
        }

        turn.Write(turn.State with { App = null });
    }

    /// <returns>The connection string for the app; <see langword="null"/> when the user brought a database.</returns>
    async Task<string?> StartPostgresAsync()
    {
        if (_plan.Settings.HasDatabase)
        {
            await _output.WriteLineAsync($"PostgreSQL  yours, from {AppSettings.Database}");
            return null;
        }

        var watch = Stopwatch.StartNew();
        // It takes few seconds, and is not left half-way.
        var checkout = _plan.Checkout;
        _postgres = await LocalPostgres.StartAsync(checkout.Postgres, durable: true, checkout.Tools, CancellationToken.None);
        await _postgres.EnsureDatabaseAsync("videogen", CancellationToken.None);
        var how = _postgres.WasRunning ? "was still running, taken over" : $"started in {watch.Elapsed.TotalSeconds:0.0} s";
        await _output.WriteLineAsync($"PostgreSQL  127.0.0.1:{_postgres.Port}, {how}; log: {checkout.Show(_postgres.LogFile)}");
        return _postgres.ConnectionString("videogen");
    }

    /// <returns>The app's settings that lead to it; <see langword="null"/> when nothing is simulated.</returns>
    async Task<IReadOnlyDictionary<string, string>?> StartSimulatorAsync(RunLock turn, CancellationToken cancellationToken)
    {
        if (_plan.Simulate.Length == 0)
        {
            await LocalSimulator.EndLeftOverAsync(turn);
            return null;
        }

        var providers = SimulatedProviders.Parse(_plan.Simulate);
        _simulator = await LocalSimulator.StartAsync(_plan.Checkout, _plan.Simulate, turn, _plan.ReadyWithin, _output, cancellationToken);
        using var api = new SimulatorApi(_simulator.Address);
        var secret = providers.Contains("heygen")
            ? await api.RegisterWebhookAsync($"{Address.Local}/api/v1/webhooks/heygen", cancellationToken) : null;
        return SimulatedProviders.Settings(providers, _simulator.Address, Address, secret);
    }

    async Task StartAppAsync(
        string? connectionString, IReadOnlyDictionary<string, string>? simulated, RunLock turn, CancellationToken cancellationToken)
    {
        var checkout = _plan.Checkout;
        var watch = Stopwatch.StartNew();
        _app = AppProcess.Start(_plan.AppCommand, _plan.Settings.For(checkout, Address, connectionString, simulated), checkout.AppLog,
            mark => turn.Write(turn.State with { App = mark }));
        try
        {
            await WhileAppRunsAsync(token => Readiness.WaitAsync(Address.Local, _plan.ReadyWithin, token), cancellationToken);
        }
        catch (CannotGoOnException e) when (!_app.Ended.IsCompleted)
        {
            var newLine = Environment.NewLine;
            throw new CannotGoOnException($"{e.Message}{newLine}"
                + $"The end of its log, {checkout.Show(_app.Log)}:{newLine}{LogEnd.Of(_app.Log)}");
        }

        await _output.WriteLineAsync($"VideoGen    {Address.Local}, "
            + $"ready after {watch.Elapsed.TotalSeconds:0.0} s; log: {checkout.Show(_app.Log)}");
    }
}
