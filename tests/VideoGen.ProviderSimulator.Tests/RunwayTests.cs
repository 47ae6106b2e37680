using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class RunwayTests : SimulatorTests
{
    const string Provider = "runway";

    [Fact]
    public async Task AnyCall_WithoutVersion_Is400()
    {
        using var client = Client(Provider);
        client.Http.DefaultRequestHeaders.Remove("X-Runway-Version");

        var answer = await client.GetAsync("v1/organization");

        (answer.Status, answer.At("error")).Should().Be((HttpStatusCode.BadRequest, "The header X-Runway-Version must be 2024-11-06."));
    }

    [Fact]
    public async Task Tasks_OverTheConcurrentOnes_AreThrottledAndRunWhenAPlaceIsFree()
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync("stuck_running", match: "stuck", times: 2);
        var first = await CreateAsync(client, Provider, Orders.Body(Provider, "stuck one"));
        await CreateAsync(client, Provider, Orders.Body(Provider, "stuck two"));
        await client.UntilAsync($"v1/tasks/{first}", task => task.At("status") == "RUNNING");

        var third = await CreateAsync(client, Provider);
        (await client.GetAsync($"v1/tasks/{third}")).At("status").Should().Be("THROTTLED");
        (await client.DeleteAsync($"v1/tasks/{first}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await UntilEndedAsync(client, Provider, third)).At("status").Should().Be("SUCCEEDED");
        (await client.GetAsync($"v1/tasks/{first}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_OverTheDaysCap_Is429WithoutATask()
    {
        using var client = Client(Provider);
        using var limits = await Simulator.Admin.PostAsJsonAsync("limits", new { provider = Provider, per_day = 1 });
        await CreateAsync(client, Provider);

        (await client.PostAsync(Orders.Path(Provider), Orders.Body(Provider))).Status.Should().Be(HttpStatusCode.TooManyRequests);

        var organization = await client.GetAsync("v1/organization");
        organization.Json!["usage"]!["models"]!["gen4.5"]!.At("dailyGenerations").Should().Be("1");
        organization.At("creditBalance").Should().Be("99976");
    }

    [Fact]
    public async Task Task_Runs_TellsItsProgress()
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync("stuck_running");
        var id = await CreateAsync(client, Provider);

        var running = await client.UntilAsync($"v1/tasks/{id}", task => task.At("status") == "RUNNING");

        running["progress"]!.GetValue<double>().Should().BeInRange(0, 1);
    }

    [Fact]
    public async Task ImageToVideo_ModelNeedsAPicture_TakesDataAndLinksThatAnswerHead()
    {
        using var client = Client(Provider);
        await using var host = await Receiver.StartAsync(picture: Pixel.Png);
        var body = Orders.With(Orders.Body(Provider), "model", "\"gen4_turbo\"");

        (await client.PostAsync("v1/image_to_video", body)).Status.Should().Be(HttpStatusCode.BadRequest, "the picture is missing");
        foreach (var image in new[] { $"\"data:image/png;base64,{Convert.ToBase64String(Pixel.Png)}\"",
            $$"""[{"uri":"{{host.Url}}/x.png","position":"first"}]""" })
        {
            var created = await client.PostAsync("v1/image_to_video", Orders.With(body, "promptImage", image));
            (await UntilEndedAsync(client, Provider, created.At("id")!)).At("status").Should().Be("SUCCEEDED");
        }

        (await Simulator.NetUsdAsync(Provider)).Should().Be(0.20m, "two clips of 2 s at 5 credits");
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("\u0089PNG, it says")]
    public async Task ImageToVideo_DataIsNoPicture_FailsAsAnInvalidAsset(string data)
    {
        using var client = Client(Provider);
        var image = $"\"data:image/png;base64,{Convert.ToBase64String(System.Text.Encoding.Latin1.GetBytes(data))}\"";
        var created = await client.PostAsync("v1/image_to_video", Orders.With(Orders.Body(Provider), "promptImage", image));

        (await UntilEndedAsync(client, Provider, created.At("id")!)).At("failureCode").Should().Be("ASSET.INVALID");
    }

    [Theory]
    [InlineData("veo3.1", 4, "true", "1.60")]
    [InlineData("veo3.1", 4, "false", "0.80")]
    [InlineData("veo3.1", 4, "remove", "1.60")]
    [InlineData("veo3.1_fast", 4, "false", "0.40")]
    public async Task Veo_Sound_DoublesThePrice(string model, int seconds, string audio, string usd)
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync("stuck_queued");
        var body = Orders.With(Orders.With(Orders.Body(Provider), "model", $"\"{model}\""), "duration", $"{seconds}");

        await CreateAsync(client, Provider, Orders.With(body, "audio", audio));

        (await Simulator.BillAsync()).At("total.net_usd").Should().Be(usd);
    }

    [Fact]
    public async Task Usage_OfToday_HasCreditsByModel()
    {
        using var client = Client(Provider);
        await CreateAsync(client, Provider);
        var today = DateTime.UtcNow;

        var usage = await client.PostAsync("v1/organization/usage", new JsonObject
        {
            ["startDate"] = today.AddDays(-1).ToString("yyyy-MM-dd"),
            ["beforeDate"] = today.AddDays(2).ToString("yyyy-MM-dd"),
        }.ToJsonString());

        (usage.At("results.0.usedCredits.0.model"), usage.At("results.0.usedCredits.0.amount")).Should().Be(("gen4.5", "24"));
    }
}
