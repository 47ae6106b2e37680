using VideoGen.AppHost.Simulation;
using VideoGen.Testing;

namespace VideoGen.App.Tests.Providers;

/// <summary>The app as a process of its own, with all providers that film, and others that are named; the simulator in this process stands in for them.</summary>
public abstract class SimulatorFixture : AppFixture
{
    readonly int _port = RunningApp.FreePort();
    Dictionary<string, string> _providers = [];

    public SimulatorServer Simulator { get; private set; } = null!;

    public override Dictionary<string, string> Settings => new(base.Settings.Concat(_providers));

    protected override int? Port => _port;

    /// <summary>Services that write and paint.</summary>
    protected virtual IEnumerable<string> Models => [];

    public override async ValueTask InitializeAsync()
    {
        Simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with { Key = SimulatedProviders.Key });
        _providers = await Simulator.AppSettingsAsync(_port, pollSeconds: 0.3, Models);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
