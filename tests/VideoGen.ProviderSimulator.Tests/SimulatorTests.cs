using System.Text.Json.Nodes;
using VideoGen.Testing;

namespace VideoGen.ProviderSimulator.Tests;

/// <summary>A simulator of its own for each test, as tests change limits and count money.</summary>
public abstract class SimulatorTests : IAsyncLifetime
{
    protected SimulatorServer Simulator { get; private set; } = null!;

    protected virtual SimulatorOptions Options => SimulatorServer.Fast;

    public async ValueTask InitializeAsync() => Simulator = await SimulatorServer.StartAsync(Options);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Simulator.DisposeAsync();
    }

    private protected ProviderClient Client(string provider) => new(Simulator, provider);

    /// <returns>The job's id.</returns>
    private protected static async Task<string> CreateAsync(ProviderClient client, string provider, string? body = null)
    {
        var created = await client.PostAsync(Orders.Path(provider), body ?? Orders.Body(provider));
        ((int)created.Status).Should().BeInRange(200, 201, created.Text);
        return Orders.Id(provider, created.Json!);
    }

    private protected static Task<JsonNode> UntilEndedAsync(ProviderClient client, string provider, string id)
        => client.UntilAsync(Orders.StatusPath(provider, id), job => Orders.HasEnded(provider, job));

    private protected async Task<JsonNode> MakeAsync(string provider, string? body = null)
    {
        using var client = Client(provider);
        return await UntilEndedAsync(client, provider, await CreateAsync(client, provider, body));
    }
}
