using System.Net;
using VideoGen.Testing;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class BillTests : SimulatorTests
{
    [Fact]
    public async Task Bill_SeveralProviders_HasLinesAndTotals()
    {
        await MakeAsync("luma");
        await MakeAsync("luma_dream_machine");

        var bill = await Simulator.BillAsync();

        bill["lines"]!.AsArray().Select(line => (line!.At("provider"), line!.At("model"), line!.At("kind"), line!.At("usd")))
            .Should().Equal(
            ("luma", "ray-3.2", "charged", "0.15"), ("luma_dream_machine", "ray-2", "charged", "0.40"));
        (bill.At("providers.luma.net_usd"), bill.At("total.charged_usd"), bill.At("total.jobs")).Should().Be(("0.15", "0.55", "2"));
    }

    [Theory]
    [InlineData("luma", "video", """{"resolution":"720p","duration":"5s"}""", "0.30")]
    [InlineData("luma", "video", """{"resolution":"1080p","duration":"5s"}""", "1.20")]
    [InlineData("luma", "video", """{"resolution":"540p","duration":"10s"}""", "0.45")]
    [InlineData("luma", "video", """{"resolution":"1080p","duration":"10s"}""", "3.60")]
    [InlineData("luma_dream_machine", "resolution", "\"720p\"", "0.71")]
    [InlineData("luma_dream_machine", "resolution", "\"1080p\"", "1.59")]
    [InlineData("luma_dream_machine", "resolution", "\"4k\"", "6.37")]
    [InlineData("runway", "duration", "10", "1.20")]
    public async Task Create_Order_IsChargedAtSubmitAtTheListPrice(string provider, string field, string value, string usd)
    {
        using var client = Client(provider);
        // Nothing is filmed, which takes time.
        await Simulator.FaultAsync("stuck_queued");

        await CreateAsync(client, provider, Orders.With(Orders.Body(provider), field, value));

        (await Simulator.BillAsync()).At("total.net_usd").Should().Be(usd);
    }

    [Fact]
    public async Task HeyGen_JobIsUnderWay_CostsNothingUntilItIsDone()
    {
        using var client = Client("heygen");
        await Simulator.FaultAsync("stuck_running");

        var id = await CreateAsync(client, "heygen");
        await client.UntilAsync($"v3/videos/{id}", video => video.At("data.status") == "processing");

        (await Simulator.NetUsdAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Bill_InAFile_OutlivesTheSimulatorAndALineThatWasCutOff()
    {
        var file = Path.GetTempFileName();
        var options = SimulatorServer.Fast with { BillFile = file };
        await OrderAsync();
        await File.AppendAllTextAsync(file, "{\"At\":\"20");

        await OrderAsync();

        await using var third = await SimulatorServer.StartAsync(options);
        (await third.NetUsdAsync("luma")).Should().Be(0.30m);
        File.Delete(file);

        async Task OrderAsync()
        {
            await using var simulator = await SimulatorServer.StartAsync(options);
            using var client = new ProviderClient(simulator, "luma");
            await CreateAsync(client, "luma");
        }
    }

    [Fact]
    public async Task Create_AccountIsEmpty_Is402()
    {
        await using var poor = await SimulatorServer.StartAsync(SimulatorServer.Fast with { Balance = 0.20m });
        using var client = new ProviderClient(poor, "luma");
        await CreateAsync(client, "luma");

        (await client.PostAsync("generations", Orders.Body("luma"))).Status.Should().Be(HttpStatusCode.PaymentRequired);
    }

    [Fact]
    public async Task Failure_WithRefundsWhereTheContractIsSilent_IsPaidBack()
    {
        await using var generous = await SimulatorServer.StartAsync(SimulatorServer.Fast with { ChargesUndocumentedFailures = false });
        using var client = new ProviderClient(generous, "luma");
        await generous.FaultAsync("failed");

        await UntilEndedAsync(client, "luma", await CreateAsync(client, "luma"));

        (await generous.NetUsdAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Requests_SeveralCalls_AreCountedByRoute()
    {
        using var client = Client("luma");
        var id = await CreateAsync(client, "luma");
        await client.GetAsync($"generations/{id}");
        await client.GetAsync("generations/nobody");

        (await Simulator.RequestsAsync("luma", "POST /v1/generations")).Should().Be(1);
        (await Simulator.RequestsAsync("luma", "GET /v1/generations/{id}")).Should().Be(2);
        (await Simulator.RequestsAsync("runway")).Should().Be(0);
    }
}
