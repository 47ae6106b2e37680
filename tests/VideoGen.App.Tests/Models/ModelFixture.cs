using VideoGen.AppHost.Simulation;
using VideoGen.Testing;

namespace VideoGen.App.Tests.Models;

/// <summary>The app as a process of its own, with Gemini and Azure OpenAI simulated.</summary>
public sealed class ModelFixture : AppFixture
{
    readonly int _port = RunningApp.FreePort();
    Dictionary<string, string> _models = [];

    public SimulatorServer Simulator { get; private set; } = null!;

    public override Dictionary<string, string> Settings
    {
        get
        {
            var settings = base.Settings;
            foreach (var (name, value) in _models)
            {
                settings[name] = value;
            }

            return settings;
        }
    }

    protected override int? Port => _port;

    public override async ValueTask InitializeAsync()
    {
        Simulator = await SimulatorServer.StartAsync(SimulatorServer.Fast with { Key = SimulatedProviders.Key });
        _models = await Simulator.AppSettingsAsync(_port, pollSeconds: 0.3, SimulatedProviders.ModelNames);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
