using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class DreamMachineTests : SimulatorTests
{
    const string Provider = "luma_dream_machine";

    [Fact]
    public async Task List_SeveralJobs_RepeatsTheirRequestsPageByPage()
    {
        using var client = Client(Provider);
        foreach (var token in new[] { "one", "two", "three" })
        {
            await CreateAsync(client, Provider, Orders.Body(Provider, callbackUrl: $"http://127.0.0.1:9/{token}"));
        }

        var first = await client.GetAsync("generations?limit=2&offset=0");
        var rest = await client.GetAsync("generations?limit=2&offset=2");

        (first.At("has_more"), first.At("count"), rest.At("has_more")).Should().Be(("true", "3", "false"));
        first.At("generations.0.request.callback_url").Should().EndWith("three");
        rest.Json!["generations"]!.AsArray().Should().ContainSingle();
        (await client.GetAsync("generations?limit=101")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Callbacks_JobGoesItsWay_TellStartAndEndOnceWhenAnsweredWith200()
    {
        await using var receiver = await Receiver.StartAsync();

        await MakeAsync(Provider, Orders.Body(Provider, callbackUrl: receiver.Url));

        var calls = await receiver.WaitAsync(2);
        calls.Select(call => call.Json.At("state")).Should().Equal("dreaming", "completed");
        calls[1].Json.At("assets.video").Should().StartWith("http");
    }

    [Fact]
    public async Task Callbacks_AnswerIs204_AreTriedThreeMoreTimes()
    {
        await using var receiver = await Receiver.StartAsync(HttpStatusCode.NoContent);

        await MakeAsync(Provider, Orders.Body(Provider, callbackUrl: receiver.Url));

        (await receiver.WaitAsync(8)).Select(call => call.Json.At("state")).Should()
            .Equal(Enumerable.Repeat("dreaming", 4).Concat(Enumerable.Repeat("completed", 4)));
    }

    [Fact]
    public async Task Delete_Job_IsGoneAndCreditsShowWhatItCost()
    {
        using var client = Client(Provider);
        var id = await CreateAsync(client, Provider);

        (await client.DeleteAsync($"generations/{id}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await client.GetAsync($"generations/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        decimal.Parse((await client.GetAsync("credits")).At("credit_balance")!, System.Globalization.CultureInfo.InvariantCulture).Should()
            .Be(100_000 - 40);
    }

    [Fact]
    public async Task Job_PictureCannotBeRead_FailsAndIsPaidBack()
    {
        var job = await MakeAsync(Provider,
            Orders.With(Orders.Body(Provider), "keyframes", """{"frame0":{"type":"image","url":"http://127.0.0.1:9/x.png"}}"""));

        (job.At("state"), job.At("failure_reason")).Should().Be(("failed", "Failed to read user input frames"));
        var total = (await Simulator.BillAsync())["total"]!;
        (total.At("charged_usd"), total.At("refunded_usd"), total.At("net_usd")).Should().Be(("0.40", "0.40", "0.00"));
    }

    [Fact]
    public async Task Create_OverTwentyInAMinute_Is429()
    {
        using var client = Client(Provider);
        using var limits = await Simulator.Admin.PostAsync("limits", new StringContent(
            $$"""{"provider":"{{Provider}}","concurrent":100,"per_minute":2}""", System.Text.Encoding.UTF8, "application/json"));
        await CreateAsync(client, Provider);
        await CreateAsync(client, Provider);

        var answer = await client.PostAsync(Orders.Path(Provider), Orders.Body(Provider));

        (answer.Status, answer.At("detail")).Should().Be((HttpStatusCode.TooManyRequests, "Rate limit exceeded"));
        (await Simulator.JobsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Create_WithPicture_BeginsWithIt()
    {
        await using var host = await Receiver.StartAsync(picture: Pixel.Png);

        var job = await MakeAsync(Provider, Orders.With(Orders.Body(Provider), "keyframes",
            new JsonObject { ["frame0"] = new JsonObject { ["type"] = "image", ["url"] = $"{host.Url}/x.png" } }.ToJsonString()));

        job.At("state").Should().Be("completed");
        (await Simulator.JobsAsync()).Single()["first_frame"]!.GetValue<bool>().Should().BeTrue();
    }
}
