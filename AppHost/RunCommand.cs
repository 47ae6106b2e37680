using System.Net;

namespace VideoGen.AppHost;

/// <param name="Port">The port; <see langword="null"/> for the usual one.</param>
/// <param name="Listen">The address on which the app listens.</param>
/// <param name="Simulate">Providers to simulate, with commas between them; empty for none.</param>
/// <param name="State">Where everything goes, an absolute path; <see langword="null"/> for the usual folder.</param>
public sealed record RunSettings(int? Port, IPAddress Listen, string Simulate = "", string? State = null);

/// <summary><c>./run</c>: everything runs until it is told to stop.</summary>
public static class RunCommand
{
    /// <returns>The exit code: 0 when it ran and was told to stop.</returns>
    /// <exception cref="CannotGoOnException">It could not start, or the app ended by itself.</exception>
    public static async Task<int> ExecuteAsync(
        RunSettings settings, Checkout checkout, TextWriter output, CancellationToken cancellationToken)
    {
        checkout = checkout with { OtherState = settings.State };
        using var turn = RunLock.TryTake(checkout.State, RunState.Run) ?? throw AlreadyRunning(RunLock.Peek(checkout.State));
        var app = AppSettings.OfThisProcess();
        if (!IPAddress.IsLoopback(settings.Listen) && !app.HasAuth)
        {
            throw new CannotGoOnException($"Others can reach VideoGen on {settings.Listen}, so it has to know who calls. Make an operator's key and keep it:"
                + $"{Environment.NewLine}  export {AppSettings.AdminKey}=$(openssl rand -hex 32)"
                + $"{Environment.NewLine}Then type the same again; docs/access.md tells how to make keys with it, and what else there is.");
        }

        var plan = new ServicePlan(checkout, AppCommand(checkout), app,
            settings.Listen, settings.Port, AnyPortWillDo: false, TimeSpan.FromSeconds(60), settings.Simulate);
        await using var services = await LocalServices.StartAsync(plan, turn, output, cancellationToken);

        if (services.Address.IsOpenToOthers)
        {
            await output.WriteLineAsync("            open to other machines; "
                + $"links to files name {services.Address.Local} unless Assets__PublicBaseUrl is set");
        }

        await output.WriteLineAsync($"Open {services.Address.Local}. "
            + $"Ctrl-C stops everything; your data stay in {checkout.Show(checkout.State)}.");
        try
        {
            await services.WhileAppRunsAsync(token => Task.Delay(Timeout.Infinite, token), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Being told to stop is how a good run ends.
        }

        return 0;
    }

    public static IReadOnlyList<string> AppCommand(Checkout checkout)
        => File.Exists(checkout.AppProgram)
            ? ["dotnet", checkout.AppProgram]
            : throw new CannotGoOnException($"The app is not built: there is no {checkout.Show(checkout.AppProgram)}. ./run builds it.");

    public static CannotGoOnException AlreadyRunning(RunState? running) => new(running switch
    {
        { Kind: RunState.Demo } => $"A demo runs already (process {running.Owner.Pid}). "
            + $"Wait for its end, or stop it with: kill {running.Owner.Pid}",
        { Address: { } address } => $"VideoGen runs already (process {running.Owner.Pid}) at {address}. "
            + $"Stop it with Ctrl-C there, or with: kill {running.Owner.Pid}",
        _ => "VideoGen is being started by another ./run just now.",
    });
}
