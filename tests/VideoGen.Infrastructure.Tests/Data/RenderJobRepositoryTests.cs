using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Data;

public sealed class RenderJobRepositoryTests(DataFixture data) : IClassFixture<DataFixture>
{
    RenderJobRepository Jobs => data.Get<RenderJobRepository>();

    RenderJobOutcomes Outcomes => data.Get<RenderJobOutcomes>();

    [Fact]
    public async Task Reserve_SameAttemptAgain_FindsTheFirst()
    {
        var run = await RenderingAsync(1);

        var first = await ReserveAsync(run, scene: 1);
        var again = await ReserveAsync(run, scene: 1);

        again.Should().Be(first);
        (await data.ReadAsync(run)).CostUsd.Should().Be(0.30m);
    }

    [Fact]
    public async Task Reserve_InParallel_NeverGoesOverTheLimit()
    {
        var run = await RenderingAsync(0.95m);

        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(scene => Jobs.ReserveAsync(new(run, scene), NewJob(run, scene), CancellationToken.None)));

        results.Count(result => result.Result == ReservationResult.Reserved).Should().Be(3);
        results.Count(result => result.Result == ReservationResult.OverLimit).Should().Be(17);
        (await data.ReadAsync(run)).CostUsd.Should().Be(0.90m);
    }

    [Fact]
    public async Task Reserve_AfterARetry_TakesUpTheAttemptThatMayBePaidFor()
    {
        var run = await RenderingAsync(1);
        var job = await ReserveAsync(run, scene: 1);
        await TakeCallAsync(job);
        await Outcomes.AcceptAsync(job, "provider-17", CancellationToken.None);
        await data.Get<VideoPhases>().FailAsync(run, new("internal_error", "Boom"), CancellationToken.None);
        var retry = (await data.Get<VideoDecisions>().RetryAsync(run.VideoId, maxCostUsd: null, apiKeyId: null, CancellationToken.None))!;

        var again = await ReserveAsync(retry, scene: 1);

        again.Should().Be(job);
        (await data.ReadAsync(run)).CostUsd.Should().Be(0.30m);
    }

    [Fact]
    public async Task Reserve_VideoWasCancelled_IsRefused()
    {
        var run = await RenderingAsync(1);
        await data.Get<VideoDecisions>().CancelAsync(run.VideoId, CancellationToken.None);

        var (result, job, _) = await Jobs.ReserveAsync(new(run, 1), NewJob(run, 1), CancellationToken.None);

        (result, job).Should().Be((ReservationResult.Stopped, null));
    }

    [Fact]
    public async Task Close_RefusedAttempt_GivesTheReservationBack()
    {
        var run = await RenderingAsync(1);
        var job = await ReserveAsync(run, scene: 1);
        await TakeCallAsync(job);

        await Outcomes.CloseAsync(job, RenderJobState.Refused, ProviderFault.InputRefused, new("prompt_refused", "No."), 0, CancellationToken.None);

        (await data.ReadAsync(run)).CostUsd.Should().Be(0);
        (await Jobs.GetAsync(job, CancellationToken.None)).State.Should().Be(RenderJobState.Refused);
    }

    [Fact]
    public async Task MarkUnknown_CountsAsSpentAndIsNotOrderedAgain()
    {
        var run = await RenderingAsync(1);
        var job = await ReserveAsync(run, scene: 1);
        await TakeCallAsync(job);

        await Outcomes.MarkUnknownAsync(job, new("outcome_unknown", "No answer."), CancellationToken.None);

        (await data.ReadAsync(run)).CostUsd.Should().Be(0.30m);
        (await TakeCallAsync(job)).Should().Be(CallAnswer.GivenBefore);
        (await ReserveAsync(run, scene: 1)).Should().Be(job);
    }

    [Fact]
    public async Task Finish_Twice_SettlesOnce()
    {
        var run = await RenderingAsync(1);
        var job = await Jobs.GetAsync(await ReserveAsync(run, scene: 1), CancellationToken.None);
        await Outcomes.AcceptAsync(job.Id, "provider-17", CancellationToken.None);
        var clip = new Clip { Digest = job.ClipDigest, AssetKey = "clips/a.mp4", Provider = "acme", Model = "m", Seconds = 5, SizeBytes = 9, CostUsd = 0.25m };

        await Outcomes.FinishAsync(job, clip, 0.25m, CancellationToken.None);
        await Outcomes.FinishAsync(job, clip, 0.25m, CancellationToken.None);

        (await data.ReadAsync(run)).CostUsd.Should().Be(0.25m, "what was settled takes the place of what was reserved");
        (await data.Get<ClipRepository>().FindManyAsync([job.ClipDigest], CancellationToken.None)).Should().ContainKey(job.ClipDigest);
    }

    [Fact]
    public async Task Close_AttemptThatIsSettled_StaysPaid()
    {
        var run = await RenderingAsync(1);
        var job = await Jobs.GetAsync(await ReserveAsync(run, scene: 1), CancellationToken.None);
        var clip = new Clip { Digest = $"{run.VideoId}", AssetKey = "clips/b.mp4", Provider = "acme", Model = "m", Seconds = 5, SizeBytes = 9, CostUsd = 0.25m };
        await Outcomes.FinishAsync(job, clip, 0.25m, CancellationToken.None);

        await Outcomes.CloseAsync(job.Id, RenderJobState.Failed, ProviderFault.GenerationFailed, new("render_failed", "Late."), 0, CancellationToken.None);

        (await data.ReadAsync(run)).CostUsd.Should().Be(0.25m);
        (await Jobs.GetAsync(job.Id, CancellationToken.None)).State.Should().Be(RenderJobState.Succeeded);
    }

    [Fact]
    public async Task FailScene_OfARunThatWasTakenOver_ChangesNothing()
    {
        var (late, scenes) = (await RenderingAsync(1), data.Get<SceneRepository>());
        await scenes.LayOutAsync(late.VideoId, 2, CancellationToken.None);
        await data.Get<VideoPhases>().FailAsync(late, new("internal_error", "Boom"), CancellationToken.None);
        var retry = (await data.Get<VideoDecisions>().RetryAsync(late.VideoId, maxCostUsd: null, apiKeyId: null, CancellationToken.None))!;

        await scenes.FailAsync(new(late, 1), new("render_failed", "Late."), CancellationToken.None);
        await scenes.FailAsync(new(retry, 2), new("render_failed", "Now."), CancellationToken.None);

        (await scenes.ListAsync(late.VideoId, CancellationToken.None)).Select(scene => scene.State).Should().Equal("waiting", "failed");
    }

    [Fact]
    public async Task Cancel_AttemptNeverCalled_IsGivenBack_AndCalledOnesAreNot()
    {
        var run = await RenderingAsync(1);
        var waiting = await ReserveAsync(run, scene: 1);
        var called = await ReserveAsync(run, scene: 2);
        await TakeCallAsync(called);

        await data.Get<VideoDecisions>().CancelAsync(run.VideoId, CancellationToken.None);

        (await data.ReadAsync(run)).CostUsd.Should().Be(0.30m);
        (await TakeCallAsync(waiting)).Should().Be(CallAnswer.Closed, "it was closed with the video");
    }

    [Fact]
    public async Task TakeUnattended_WhoeverTookThemDies_AFreeJobGivesItsPlaceBackSoon()
    {
        var run = await RenderingAsync(1);
        var free = await ReserveAsync(run, scene: 1, costUsd: 0);
        var paid = await ReserveAsync(run, scene: 2);
        foreach (var job in new[] { free, paid })
        {
            await TakeCallAsync(job);
            await Outcomes.AcceptAsync(job, $"provider-{job}", CancellationToken.None);
        }

        await data.Get<VideoDecisions>().CancelAsync(run.VideoId, CancellationToken.None);
        (await TakeAsync()).Should().BeEquivalentTo([free, paid]);

        (await TakeAsync()).Should().BeEmpty("somebody has them");
        await data.ExecuteAsync("update render_jobs set looks_at = looks_at - interval '15 seconds' where video_id = @VideoId", new { run.VideoId });
        (await TakeAsync()).Should().Equal(free);

        async Task<List<Guid>> TakeAsync()
        {
            var taken = new List<Guid>();
            while (await Jobs.TakeUnattendedAsync(CancellationToken.None) is { } job)
            {
                if (job.VideoId == run.VideoId)
                {
                    taken.Add(job.Id);
                }
            }

            return taken;
        }
    }

    Task<RunKey> RenderingAsync(decimal maxCostUsd) => data.VideoAsync(VideoStatus.VideoRendering, maxCostUsd);

    async Task<Guid> ReserveAsync(RunKey run, int scene, decimal costUsd = 0.30m)
    {
        var (result, job, _) = await Jobs.ReserveAsync(new(run, scene), NewJob(run, scene) with { CostUsd = costUsd }, CancellationToken.None);
        result.Should().Be(ReservationResult.Reserved);
        return job!.Value;
    }

    async Task<CallAnswer> TakeCallAsync(Guid job)
        => (await data.Get<CallGate>().TakeAsync(await Jobs.GetAsync(job, CancellationToken.None), SampleContracts.Generous, CancellationToken.None)).Answer;

    static NewRenderJob NewJob(RunKey run, int scene) => new($"acme-{run.VideoId}", "m", $"{run.VideoId}-{scene}", SampleContracts.Brief, 0.30m);
}
