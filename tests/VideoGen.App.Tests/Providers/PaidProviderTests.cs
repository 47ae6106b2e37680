namespace VideoGen.App.Tests.Providers;

/// <summary>
/// Whole videos at every paid provider: with faults and kills, what the ledger says is what the provider bills, and no scene is ordered twice.
/// tests/VideoGen.Money.Crash does this at every boundary of a step.
/// </summary>
public sealed class PaidProviderTests(SimulatedFixture fixture) : IClassFixture<SimulatedFixture>
{
    ApiClient Api => fixture.Api;

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

        await Eventually.BeAsync(async () => (await fixture.Person.LookAsync(Api, id, provider)).Status() == "completed");
        var video = await Api.VideoAsync(id);
        video["run"]!.GetValue<int>().Should().Be(faults.Contains("moderated_output") ? 2 : 1, "a refused result is a person's to order again, and nothing else is");
        await fixture.Simulator.ClearFaultsAsync();
        SimulatedFixture.Usd(video["cost_usd"]!).Should().BePositive().And.Be(video["scenes"]!.AsArray().Sum(scene => SimulatedFixture.Usd(scene!["cost_usd"]!)));
        await BillIsTheLedgerAsync(provider);
        await NothingIsOrderedTwiceAsync(provider, id);
    }

    /// <summary>kill -9 while the provider answers the submit: one has an idempotency key, at the other a person looks the job up.</summary>
    [Theory]
    [InlineData("heygen", "9:16")]
    [InlineData("runway", "9:16")]
    public async Task Kill_WhileSubmitting_OrdersNothingTwice(string provider, string aspectRatio)
    {
        await fixture.Simulator.FaultAsync("create_slow", provider, seconds: 20);
        var id = await fixture.StartAsync([provider], "en", aspectRatio);
        await Eventually.BeAsync(async () => (await fixture.Simulator.JobsAsync(provider)).Count > await AcceptedAsync(provider));

        await fixture.KillAndRestartAsync();
        await fixture.Simulator.ClearFaultsAsync();
        await Eventually.BeAsync(async () => (await fixture.Person.LookAsync(Api, id, provider)).Status() == "completed");

        await BillIsTheLedgerAsync(provider);
        await NothingIsOrderedTwiceAsync(provider, id);
    }

    async Task BillIsTheLedgerAsync(string provider)
    {
        var (spent, reserved) = await fixture.LedgerAsync(provider);
        // A process that dies just before its call leaves no job to be found: what a person then orders anew stays reserved for the lost one, too.
        var lost = await fixture.QueryAsync<decimal>("""
            select l.amount_usd
              from render_jobs j
              join ledger l on l.render_job_id = j.id and l.kind = 'reserve'
             where j.provider = @provider
               and j.superseded
               and j.provider_job_id is null
            """, new { provider });
        reserved.Should().Be(lost.Sum(), "nothing else is under way any more");
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
