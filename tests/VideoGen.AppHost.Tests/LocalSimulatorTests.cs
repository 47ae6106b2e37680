using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost.Tests;

/// <summary>The real simulator, as the program that ./run builds would be.</summary>
public sealed class LocalSimulatorTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly StringWriter _output = new();
    readonly Checkout _checkout;
    readonly RunLock _turn;

    public LocalSimulatorTests()
    {
        _checkout = new Checkout(_folder.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(_checkout.SimulatorProgram)!);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*").Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(_checkout.SimulatorProgram)!, Path.GetFileName(file)), file);
        }

        _turn = RunLock.TryTake(_checkout.State, RunState.Run)!;
    }

    public void Dispose()
    {
        _turn.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_NoneRuns_StartsOneThatTakesOurKeyAndEndsItById()
    {
        var simulator = await StartAsync("luma");

        (await OrderAsync(simulator.Address)).Should().Be(HttpStatusCode.Created);
        var process = _turn.State.Simulator!.Process;
        process.IsRunning().Should().BeTrue();
        await simulator.StopAsync();
        process.IsRunning().Should().BeFalse();
    }

    [Fact]
    public async Task StartAsync_OwnerWasKilled_TakesOverTheOneThatRunsWithItsJobs()
    {
        var left = await StartAsync("luma");
        await OrderAsync(left.Address);

        var taken = await StartAsync("luma,runway");

        taken.Address.Should().Be(left.Address);
        _turn.State.Simulator!.Providers.Should().Be("luma,runway");
        using var api = new SimulatorApi(taken.Address);
        (await api.BillAsync(CancellationToken.None)).Should().BeEquivalentTo(new { Jobs = 1, NetUsd = 0.30m });
        _output.ToString().Should().Contain("taken over");
        await taken.StopAsync();
    }

    [Fact]
    public async Task StartAsync_SimulatorWasKilled_TheBillGoesOn()
    {
        var first = await StartAsync("luma");
        await OrderAsync(first.Address);
        await first.StopAsync();

        var second = await StartAsync("luma");

        using var api = new SimulatorApi(second.Address);
        (await api.BillAsync(CancellationToken.None)).NetUsd.Should().Be(0.30m);
        await second.StopAsync();
    }

    [Fact]
    public async Task EndLeftOverAsync_OneIsOnRecord_EndsIt()
    {
        await StartAsync("luma");
        var process = _turn.State.Simulator!.Process;

        await LocalSimulator.EndLeftOverAsync(_turn);

        process.IsRunning().Should().BeFalse();
        _turn.State.Simulator.Should().BeNull();
    }

    [Fact]
    public async Task RegisterWebhookAsync_AskedAgain_LeavesOneEndpoint()
    {
        var simulator = await StartAsync("heygen");
        using var api = new SimulatorApi(simulator.Address);

        var first = await api.RegisterWebhookAsync("http://localhost:1/a", CancellationToken.None);
        var second = await api.RegisterWebhookAsync("http://localhost:1/b", CancellationToken.None);

        second.Should().StartWith("whsec_").And.NotBe(first);
        using var http = new HttpClient { DefaultRequestHeaders = { { "X-Api-Key", SimulatedProviders.Key } } };
        var endpoints = (await http.GetFromJsonAsync<JsonNode>($"{simulator.Address}/heygen/v3/webhooks/endpoints"))!["data"]!.AsArray();
        endpoints.Single()!["url"]!.GetValue<string>().Should().Be("http://localhost:1/b");
        await simulator.StopAsync();
    }

    [Fact]
    public async Task StartAsync_NotBuilt_SaysWhatIsMissing()
    {
        File.Delete(_checkout.SimulatorProgram);

        (await FluentActions.Awaiting(() => StartAsync("luma")).Should().ThrowAsync<CannotGoOnException>()).WithMessage("*not built*");
    }

    Task<LocalSimulator> StartAsync(string providers)
        => LocalSimulator.StartAsync(_checkout, providers, _turn, TimeSpan.FromMinutes(1), _output, CancellationToken.None);

    static async Task<HttpStatusCode> OrderAsync(string address)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {SimulatedProviders.Key}" } } };
        using var answer = await http.PostAsJsonAsync($"{address}/luma/v1/generations",
            new { model = "ray-3.2", type = "video", prompt = "a bottle" });
        return answer.StatusCode;
    }
}
