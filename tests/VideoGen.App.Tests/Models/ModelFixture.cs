using VideoGen.App.Tests.Providers;
using VideoGen.AppHost.Simulation;

namespace VideoGen.App.Tests.Models;

/// <summary>The app with Gemini and Azure OpenAI, simulated.</summary>
public sealed class ModelFixture : SimulatorFixture
{
    protected override IEnumerable<string> Models => SimulatedProviders.ModelNames;
}
