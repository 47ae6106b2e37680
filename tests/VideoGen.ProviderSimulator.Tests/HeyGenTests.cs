using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class HeyGenTests : SimulatorTests
{
    const string Provider = "heygen";

    [Fact]
    public async Task Create_SameKeyWithAnotherBody_ReplaysTheFirst()
    {
        using var client = Client(Provider);

        var first = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));
        var second = await client.PostAsync("v3/videos", Orders.Body(Provider, "something else"), ("Idempotency-Key", "job:1"));
        var other = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:2"));

        (first.At("data.status"), first.At("data.output_format")).Should().Be(("waiting", "mp4"));
        second.Text.Should().Be(first.Text);
        other.At("data.video_id").Should().NotBe(first.At("data.video_id"));
        (await Simulator.JobsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Create_SameKeyWhileTheFirstRuns_Is409()
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync("create_slow", seconds: 60);
        using var stop = new CancellationTokenSource();
        using var content = new StringContent(Orders.Body(Provider), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/videos") { Content = content };
        request.Headers.Add("Idempotency-Key", "job:1");
        var first = client.Http.SendAsync(request, stop.Token);
        while ((await Simulator.JobsAsync()).Count == 0)
        {
            await Task.Delay(10);
        }

        var second = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));

        (second.Status, second.At("error.code")).Should().Be((HttpStatusCode.Conflict, "request_in_progress"));
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Create_AnswerWasLost_TheKeyFindsTheJobAgain()
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync("create_500_with_job");

        var lost = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));
        var found = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));

        lost.Status.Should().Be(HttpStatusCode.InternalServerError);
        found.At("data.video_id").Should().Be((await Simulator.JobsAsync()).Single().At("id"));
    }

    [Theory]
    [InlineData("create_500_no_job")]
    [InlineData("create_429")]
    public async Task Create_NoJobCameOfIt_TheKeyIsStillGood(string fault)
    {
        using var client = Client(Provider);
        await Simulator.FaultAsync(fault);

        await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));
        var second = await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job:1"));

        second.Status.Should().Be(HttpStatusCode.OK);
        (await Simulator.JobsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Create_KeyHasOtherCharacters_IsRefused()
    {
        using var client = Client(Provider);

        (await client.PostAsync("v3/videos", Orders.Body(Provider), ("Idempotency-Key", "job 1"))).At("error.code").Should()
            .Be("invalid_parameter");
    }

    [Fact]
    public async Task List_ByTitle_FindsByAnyPartPageByPage()
    {
        using var client = Client(Provider);
        foreach (var title in new[] { "job-42-scene-1", "job-42-scene-2", "job-7-scene-1" })
        {
            await CreateAsync(client, Provider, Orders.With(Orders.Body(Provider), "title", $"\"{title}\""));
        }

        var first = await client.GetAsync("v3/videos?limit=1&title=job-42");
        var second = await client.GetAsync($"v3/videos?limit=1&title=job-42&token={first.At("next_token")}");

        (first.At("has_more"), first.At("data.0.title")).Should().Be(("true", "job-42-scene-2"));
        (second.At("has_more"), second.At("data.0.title"), second.At("next_token")).Should().Be(("false", "job-42-scene-1", null));
        (await client.GetAsync("v3/videos?limit=0")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Statuses_SeveralIds_TellsWhichAreUnknown()
    {
        using var client = Client(Provider);
        var id = await CreateAsync(client, Provider);
        await UntilEndedAsync(client, Provider, id);

        var statuses = await client.GetAsync($"v3/videos/statuses?video_ids={id},nobody");

        statuses.Json!["data"]!.AsArray().Select(one => one!.At("status")).Should().Equal("completed", "not_found");
    }

    [Fact]
    public async Task Video_IsDone_IsExactlyAsLongAsItSaysAndIsBilled()
    {
        var job = await MakeAsync(Provider, Orders.Body(Provider, "Meet the bottle that keeps up with you, all day long."));

        job.At("data.duration").Should().Be("3");
        (await Mp4.ProbeAsync(job.At("data.video_url")!)).Seconds.Should().Be(3);
        (await Simulator.NetUsdAsync()).Should().Be(3 * 0.0667m);
    }

    [Fact]
    public async Task Studio_TwoScenes_IsOneVideoOfBoth()
    {
        const string Scene = """
            {"type":"avatar_video",
             "input":{"type":"avatar","avatar_id":"look_demo_01","voice_id":"voice_demo_ko","script":"안녕하세요 여러분"}}
            """;

        var job = await MakeAsync(Provider, $$"""{"type":"studio","resolution":"720p","scenes":[{{Scene}},{{Scene}}]}""");

        job.At("data.duration").Should().Be("3", "eight syllables take 1.5 s");
        (await Simulator.NetUsdAsync()).Should().Be(3 * 0.0667m);
    }

    [Fact]
    public async Task Webhooks_VideoIsDone_AreSignedOverTheBodyAndListedAsEvents()
    {
        await using var receiver = await Receiver.StartAsync();
        using var client = Client(Provider);
        var endpoint = await client.PostAsync("v3/webhooks/endpoints", new JsonObject { ["url"] = $"{receiver.Url}/hook" }.ToJsonString());

        await CreateAsync(client, Provider, Orders.With(Orders.With(Orders.Body(Provider), "callback_id", "\"try-1\""),
            "callback_url", $"\"{receiver.Url}/one-off\""));

        var calls = await receiver.WaitAsync(2);
        var (signed, plain) = (calls.Single(call => call.Path == "/hook"), calls.Single(call => call.Path == "/one-off"));
        signed.Headers["Heygen-Signature"].Should().Be(Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(endpoint.At("data.secret")!), Encoding.UTF8.GetBytes(signed.Body))));
        plain.Headers.Should().NotContainKey("Heygen-Signature");
        (signed.Json.At("event_type"), signed.Json.At("event_data.callback_id")).Should().Be(("avatar_video.success", "try-1"));
        signed.Json.At("event_data.url").Should().StartWith("http");
        (await client.GetAsync("v3/webhooks/events")).At("data.0.event_id").Should().Be(signed.Headers["Heygen-Event-Id"]);
        (await client.GetAsync("v3/webhooks/endpoints")).At("data.0.secret").Should().BeNull("it is shown once");
    }

    [Fact]
    public async Task Webhooks_ReceiverFails_AreTriedAgainWithTheSameEvent()
    {
        await using var receiver = await Receiver.StartAsync(HttpStatusCode.InternalServerError);
        using var client = Client(Provider);
        await client.PostAsync("v3/webhooks/endpoints", new JsonObject { ["url"] = receiver.Url }.ToJsonString());

        await CreateAsync(client, Provider);

        (await receiver.WaitAsync(2)).Select(call => call.Headers["Heygen-Event-Id"]).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Delete_Video_IsGone()
    {
        using var client = Client(Provider);
        var id = await CreateAsync(client, Provider);

        await client.DeleteAsync($"v3/videos/{id}");

        (await client.GetAsync($"v3/videos/{id}")).At("error.code").Should().Be("video_not_found");
        (await client.GetAsync("v3/users/me")).At("data.wallet.currency").Should().Be("usd");
    }
}
