using System.Net;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Providers;

/// <summary>Jobs that nobody waits for any more: given up, cancelled, charged without a word. Their money and their clips are kept in order.</summary>
[Collection(PipelineTests.Name)]
public sealed class LateEndTests(PipelineFixture fixture) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, JobAnswer> Stuck => new()
    {
        { "queued", new JobAnswer.Queued("queued") },
        { "running", new JobAnswer.Running("dreaming") },
    };

    [Theory]
    [MemberData(nameof(Stuck))]
    public async Task Job_IsStuck_IsGivenUpAndTheNextRenders_AndItsLateEndIsKept(string state, JobAnswer answer)
    {
        var brief = TimeSpan.FromMilliseconds(300);
        fixture.Acme.Contract = state == "queued" ? ScriptedProvider.Usual with { QueuedAtMost = brief } : ScriptedProvider.Usual with { RunsAtMost = brief };
        fixture.Acme.OnGet = _ => answer;
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo");
        (await fixture.CostAsync(run)).Should().Be(1.00m, "what was given up may still cost");
        fixture.Acme.OnGet = _ => new JobAnswer.Ready();
        fixture.Acme.OnCollect = job => new CollectAnswer.Collected(5, 0.40m);
        await WatchAsync(run, costUsd: 0.90m);
        var late = (await fixture.JobsAsync(run))[0];
        late.State.Should().Be(RenderJobState.Succeeded);
        (await fixture.Get<ClipRepository>().FindManyAsync([late.ClipDigest], CancellationToken.None)).Should().ContainKey(late.ClipDigest);
        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo", "the scene keeps the clip that it has");
    }

    [Fact]
    public async Task GivenUp_EndsFreeOfCharge_GivesTheReservationBack()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { QueuedAtMost = TimeSpan.FromMilliseconds(200) };
        fixture.Acme.OnGet = _ => new JobAnswer.Queued("queued");
        var run = await fixture.VideoAsync(["acme"]);
        (await fixture.RenderAsync(run)).Failure!.Code.Should().Be("given_up");
        (await fixture.CostAsync(run)).Should().Be(0.50m);

        fixture.Acme.OnGet = _ => ScriptedProvider.Failed(ProviderFault.GenerationFailed, 0);
        await WatchAsync(run, costUsd: 0);
    }

    [Fact]
    public async Task Failed_CostIsToldLater_IsRefunded()
    {
        fixture.Acme.OnGet = _ => ScriptedProvider.Failed(ProviderFault.InvalidRequest, null);
        var run = await fixture.VideoAsync(["acme"]);
        await fixture.RenderAsync(run);
        (await fixture.CostAsync(run)).Should().Be(0.50m, "nobody knows, so it counts as spent");

        fixture.Acme.OnGet = _ => ScriptedProvider.Failed(ProviderFault.InvalidRequest, 0);
        await WatchAsync(run, costUsd: 0);
        (await fixture.QueryAsync<decimal>("select amount_usd from ledger where video_id = @VideoId and kind = 'refund'", run)).Should().Be(0.50m);
    }

    [Theory]
    [InlineData(true, 0.0, 0)]
    [InlineData(true, 0.50, 0.50)]
    [InlineData(false, null, 0.50)]
    public async Task Cancel_JobUnderWay_IsStoppedWhereThatIsPossible_AndSettledByItsEnd(bool canCancel, double? charged, decimal cost)
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanCancel = canCancel };
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var (run, scene) = await UnderWayAsync();

        (await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/cancel")).Status.Should().Be(HttpStatusCode.Accepted);

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Stopped);
        await WatchAsync(run, async () => fixture.Acme.Cancels.Count == (canCancel ? 1 : 0) && (await fixture.JobsAsync(run)) is [{ Looks: > 0 }]);
        fixture.Acme.OnGet = _ => ScriptedProvider.Failed(ProviderFault.GenerationFailed, (decimal?)charged);
        await WatchAsync(run, cost);
        fixture.Acme.Submits.Should().ContainSingle();
    }

    [Fact]
    public async Task Cancel_ProviderHasNoEarForIt_IsAskedAgain_AndWhatIsGoneThenCountsAsSpent()
    {
        var asked = 0;
        fixture.Acme.OnCancel = _ => ++asked > 1;
        fixture.Acme.OnGet = _ => asked < 2 ? new JobAnswer.Running("dreaming") : new JobAnswer.Missing();
        var (run, scene) = await UnderWayAsync();

        await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/cancel");
        await fixture.EndOfAsync(scene);
        await WatchAsync(run, async () => (await fixture.JobsAsync(run)) is [{ State: RenderJobState.Failed }]);

        asked.Should().Be(2);
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task Cancel_JobWasLookedAtOften_IsStillLookedAtSoon_AndItsClipIsKept()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanCancel = false };
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var (run, scene) = await UnderWayAsync();
        await fixture.ExecuteAsync("update render_jobs set looks = 30 where video_id = @VideoId", run);
        await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/cancel");
        await fixture.EndOfAsync(scene);
        await fixture.WatchAsync();
        (await fixture.JobsAsync(run)).Single().State.Should().Be(RenderJobState.Accepted);

        fixture.Acme.OnGet = _ => new JobAnswer.Ready();
        // As the reader says, not as of jobs of which nothing is known.
        await Eventually.BeAsync(async () =>
        {
            await fixture.WatchAsync();
            return (await fixture.JobsAsync(run)) is [{ State: RenderJobState.Succeeded }];
        });
    }

    [Fact]
    public async Task VideoFailed_ItsJobIsUnderWay_IsNotStopped_AndARetryTakesItUp()
    {
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var (run, _) = await UnderWayAsync();
        await fixture.Get<VideoPhases>().FailAsync(run, new("internal_error", "Something went wrong."), CancellationToken.None);
        await WatchAsync(run, async () => (await fixture.JobsAsync(run)) is [{ Looks: > 1 }]);

        var retry = (await fixture.Get<VideoDecisions>().RetryAsync(run.VideoId, maxCostUsd: null, apiKeyId: null, CancellationToken.None))!;
        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        (await fixture.RenderAsync(retry)).Should().Be(StepOutcome.Done);
        fixture.Acme.Cancels.Should().BeEmpty();
        fixture.Acme.Submits.Should().ContainSingle();
    }

    [Fact]
    public async Task VideoFailed_ItsJobIsReserved_ARetryNeedsNoMoneyForItAgain()
    {
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var run = await fixture.VideoAsync(["acme"], maxCostUsd: 1.00m);
        await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.JobsAsync(run)) is [{ Looks: > 0 }]);
        await fixture.Get<VideoPhases>().FailAsync(run, new("internal_error", "Something went wrong."), CancellationToken.None);

        (await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/retry")).Status.Should().Be(HttpStatusCode.Accepted);
        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        (await fixture.EndOfAsync(new SceneKey(run with { Run = 2 }, 1))).Should().Be(StepOutcome.Done);
        (await fixture.EndOfAsync(new SceneKey(run with { Run = 2 }, 2))).Should().Be(StepOutcome.Done);
        (await fixture.CostAsync(run)).Should().Be(1.00m);
    }

    [Fact]
    public async Task Orchestration_IsNotThere_FailsTheVideoSoThatItCanBeRetried()
    {
        var run = await fixture.VideoAsync(["acme"]);
        await fixture.ExecuteAsync("update videos set changed_at = changed_at - interval '3 minutes' where id = @VideoId", run);

        await fixture.WatchVideosAsync();

        var video = await fixture.Api.VideoAsync($"{run.VideoId}");
        (video.Status(), video["failure"]!["code"]!.GetValue<string>()).Should().Be(("failed", "orchestration_lost"));
    }

    [Fact]
    public async Task Provider_CannotBeAskedForLong_IsWaitedFor()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { QueuedAtMost = TimeSpan.FromMilliseconds(200), RunsAtMost = TimeSpan.FromMilliseconds(200) };
        fixture.Acme.OnGet = _ => new JobAnswer.NotSure(new(ProviderFault.AccountBlocked, "The key is wrong."), null);
        var run = await fixture.VideoAsync(["acme", "bravo"]);
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.JobsAsync(run)) is [{ Looks: > 3 }]);

        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        fixture.Bravo.Submits.Should().BeEmpty("what was ordered is made and paid for meanwhile");
    }

    [Fact]
    public async Task GivenUp_NothingIsHeardForAWeek_IsSettled()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { QueuedAtMost = TimeSpan.FromMilliseconds(200) };
        fixture.Acme.OnGet = _ => new JobAnswer.Queued("queued");
        var run = await fixture.VideoAsync(["acme"]);
        await fixture.RenderAsync(run);

        await fixture.ExecuteAsync("update render_jobs set looks = 24 where video_id = @VideoId", run);
        await WatchAsync(run, async () => (await fixture.JobsAsync(run)) is [{ State: RenderJobState.Failed }]);

        (await fixture.CostAsync(run)).Should().Be(0.50m);
        (await fixture.QueryAsync<int>("select count(*)::int from ledger where video_id = @VideoId and kind = 'settle'", run)).Should().Be(1);
    }

    [Fact]
    public async Task NeverCalled_VideoIsGone_IsClosed()
    {
        var run = await fixture.VideoAsync(["acme"]);
        fixture.Acme.OnSubmit = _ => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Later(new(ProviderFault.Throttled, "Slow down."), TimeSpan.FromHours(1)));
        await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "provider_limit");

        // As a deletion does whose process dies before it gives back what was reserved.
        await fixture.ExecuteAsync("update videos set deleting_since = clock_timestamp(), status = 'cancelled' where id = @VideoId", run);
        await WatchAsync(run, async () => (await fixture.JobsAsync(run)) is [{ State: RenderJobState.Refused }]);

        (await fixture.QueryAsync<int>("select count(*)::int from ledger where video_id = @VideoId and kind = 'release'", run)).Should().Be(1);
    }

    [Fact]
    public async Task SameScene_OfTwoVideosAtOnce_IsPaidOnce()
    {
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var product = await fixture.ProductAsync();
        var (first, second) = (await fixture.VideoAsync(["acme"], product: product), await fixture.VideoAsync(["acme"], product: product));
        var scenes = new[] { await fixture.StartSceneAsync(first), await fixture.StartSceneAsync(second) };
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(first)).WaitingFor == "same_scene" || (await fixture.SceneAsync(second)).WaitingFor == "same_scene");

        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        foreach (var scene in scenes)
        {
            (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        }

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.CostAsync(first) + await fixture.CostAsync(second)).Should().Be(0.50m);
    }

    [Fact]
    public async Task SameScene_OfAnotherVideoFails_IsOrderedForThisOne()
    {
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var product = await fixture.ProductAsync();
        var (first, second) = (await fixture.VideoAsync(["acme"], product: product), await fixture.VideoAsync(["acme"], product: product));
        var failing = await fixture.StartSceneAsync(first);
        await Eventually.BeAsync(async () => (await fixture.JobsAsync(first)).Count == 1);
        var waiting = await fixture.StartSceneAsync(second);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(second)).WaitingFor == "same_scene");

        fixture.Acme.OnGet = job => job.VideoId == first.VideoId ? ScriptedProvider.Failed(ProviderFault.InvalidRequest, 0) : new JobAnswer.Ready();

        (await fixture.EndOfAsync(failing)).Result.Should().Be(StepResult.Failed);
        (await fixture.EndOfAsync(waiting)).Should().Be(StepOutcome.Done);
    }

    async Task<(RunKey, SceneKey)> UnderWayAsync()
    {
        var run = await fixture.VideoAsync(["acme"]);
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.JobsAsync(run)) is [{ Looks: > 0 }]);
        return (run, scene);
    }

    Task WatchAsync(RunKey run, decimal costUsd) => WatchAsync(run, async () => await fixture.CostAsync(run) == costUsd);

    /// <summary>Has the video's jobs looked at, by this process or by the app's own timer, until something is so.</summary>
    Task WatchAsync(RunKey run, Func<Task<bool>> isSo) => Eventually.BeAsync(async () =>
    {
        if (await isSo())
        {
            return true;
        }

        await fixture.ExecuteAsync("update render_jobs set looks_at = clock_timestamp() where video_id = @VideoId and looks_at is not null", run);
        await fixture.WatchAsync();
        return await isSo();
    });
}
