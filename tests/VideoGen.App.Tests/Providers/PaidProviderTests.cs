using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Providers;

/// <summary>Whole videos at every paid provider: with faults and kills, what the ledger says is what the provider bills, and no scene is ordered twice.</summary>
public sealed class PaidProviderTests(SimulatedFixture fixture) : IClassFixture<SimulatedFixture>
{
    ApiClient Api => fixture.Api;

    [Theory]
    [InlineData("luma", "16:9")]
    [InlineData("luma_dream_machine", "1:1")]
    [InlineData("runway", "16:9")]
    [InlineData("heygen", "1:1")]
    public async Task Video_AtAProvider_CostsWhatItBillsToTheCent(string provider, string aspectRatio)
    {
        var before = (await fixture.Simulator.JobsAsync(provider)).Count;
        var id = await fixture.StartAsync([provider], "en", aspectRatio);

        var video = await Api.WaitAsync(id, one => one.Status() == "completed");

        video["scenes"]!.AsArray().Should().OnlyContain(scene => scene!["provider"]!.GetValue<string>() == provider && scene["attempt"]!.GetValue<int>() == 1);
        await BillIsTheLedgerAsync(provider);
        ((await fixture.Simulator.JobsAsync(provider)).Count - before).Should().Be(video["scenes"]!.AsArray().Count);
        SimulatedFixture.Usd(video["cost_usd"]!).Should().BePositive().And.Be(video["scenes"]!.AsArray().Sum(scene => SimulatedFixture.Usd(scene!["cost_usd"]!)));
    }

    /// <summary>A job that fails and is charged or refunded by the contract, one that is busy at first, and a download that breaks off.</summary>
    [Theory]
    [InlineData("luma", "16:9", "failed", "create_429", "download_truncated")]
    [InlineData("luma_dream_machine", "1:1", "failed", "create_dropped", "callback_twice")]
    [InlineData("runway", "16:9", "moderated_output", "status_500", "link_expires")]
    [InlineData("heygen", "1:1", "create_500_with_job", "status_404", "callback_wrong_signature")]
    public async Task Video_WithFaults_CostsWhatItsProviderBills(string provider, string aspectRatio, params string[] faults)
    {
        foreach (var fault in faults)
        {
            await fixture.Simulator.FaultAsync(fault, provider);
        }

        var id = await fixture.StartAsync([provider], "ko", aspectRatio);

        await Api.WaitAsync(id, one => one.Status() == "completed");
        await fixture.Simulator.ClearFaultsAsync();
        await BillIsTheLedgerAsync(provider);
        await NothingIsOrderedTwiceAsync(provider, id);
    }

    /// <summary>kill -9 while the provider answers the submit, and again as soon as the first clip is there.</summary>
    [Theory]
    [InlineData("luma_dream_machine", "9:16")]
    [InlineData("heygen", "9:16")]
    [InlineData("runway", "9:16")]
    [InlineData("luma", "9:16")]
    public async Task Kill_WhileSubmittingAndCollecting_OrdersNothingTwice(string provider, string aspectRatio)
    {
        await fixture.Simulator.FaultAsync("create_slow", provider, seconds: 20);
        var id = await fixture.StartAsync([provider], "en", aspectRatio);
        await Eventually.BeAsync(async () => (await fixture.Simulator.JobsAsync(provider)).Count > await AcceptedAsync(provider));

        await fixture.KillAndRestartAsync();
        await fixture.Simulator.ClearFaultsAsync();
        await Api.WaitAsync(id, video => video["scenes"]!.AsArray().Any(scene => scene!["state"]!.GetValue<string>() == "finished") || video.Status() == "post_processing");
        await fixture.KillAndRestartAsync();
        var video = await Api.WaitAsync(id, one => one.Status() == "completed" || one["progress"]!["waiting_for"]?.GetValue<string>() == "scene_resolution");
        if (video.Status() != "completed")
        {
            await CollectLostAsync(id, provider, video);
        }

        await Api.WaitAsync(id, one => one.Status() == "completed");
        await BillIsTheLedgerAsync(provider);
        await NothingIsOrderedTwiceAsync(provider, id);
    }

    /// <summary>A person looks the job up at the provider, where the app has no way to.</summary>
    async Task CollectLostAsync(string id, string provider, JsonNode video)
    {
        foreach (var scene in video["scenes"]!.AsArray().Where(scene => scene!["waiting_for"]?.GetValue<string>() == "scene_resolution"))
        {
            // The newest: an earlier test may have filmed the same picture in another shape.
            var picture = (await fixture.QueryAsync<string>(
                "select brief -> 'still' ->> 'visual_prompt' from render_jobs where video_id = @id and scene = @number",
                new { id = Guid.Parse(id), number = scene!["number"]!.GetValue<int>() })).Single();
            var job = (await fixture.Simulator.JobsAsync(provider)).Last(one => one["text"]!.GetValue<string>().Contains(picture, StringComparison.Ordinal));
            (await Api.PostAsync($"api/v1/videos/{id}/scenes/{scene!["number"]}/resolve", new JsonObject
            {
                ["action"] = "collect",
                ["provider_job_id"] = job["id"]!.GetValue<string>(),
            })).Status.Should().Be(System.Net.HttpStatusCode.Accepted);
        }
    }

    async Task BillIsTheLedgerAsync(string provider)
    {
        var (spent, reserved) = await fixture.LedgerAsync(provider);
        reserved.Should().Be(0, "nothing is under way any more");
        Math.Round(spent, 2).Should().Be(Math.Round(await fixture.Simulator.NetUsdAsync(provider), 2));
    }

    /// <summary>Every job of the provider is the one job of one of our attempts, and only what failed was tried again.</summary>
    async Task NothingIsOrderedTwiceAsync(string provider, string id)
    {
        var ours = await fixture.QueryAsync<string>("select provider_job_id from render_jobs where provider = @provider and provider_job_id is not null", new { provider });
        (await fixture.Simulator.JobsAsync(provider)).Select(job => job["id"]!.GetValue<string>()).Should().BeEquivalentTo(ours);
        (await fixture.QueryAsync<int>("""
            select count(*)::int
              from render_jobs
             where video_id = @id
               and state = 'succeeded'
             group by scene
            """, new { id = Guid.Parse(id) })).Should().OnlyContain(paid => paid == 1);
    }

    async Task<int> AcceptedAsync(string provider) => (await fixture.QueryAsync<int>(
        "select count(*)::int from render_jobs where provider = @provider and provider_job_id is not null", new { provider })).Single();
}
