using System.Net;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;
using static VideoGen.App.Tests.Providers.ScriptedProvider;

namespace VideoGen.App.Tests.Providers;

/// <summary>Each fault of a provider, and who renders the scene in the end.</summary>
[Collection(PipelineTests.Name)]
public sealed class FallbackTests(PipelineFixture fixture) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Scene_ProviderDelivers_IsSubmittedOnceAndSettled()
    {
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().ContainSingle();
        fixture.Bravo.Submits.Should().BeEmpty();
        (await fixture.CostAsync(run)).Should().Be(0.50m, "five seconds at 0.10");
        (await fixture.SceneAsync(run)).Should().BeEquivalentTo(new { State = "finished", Provider = "acme", Model = "m1", Attempt = 1, CostUsd = 0.50m, StandIn = false });
    }

    [Theory]
    [InlineData(ProviderFault.InputRefused)]
    [InlineData(ProviderFault.OutputRefused)]
    [InlineData(ProviderFault.InvalidRequest)]
    [InlineData(ProviderFault.AccountBlocked)]
    [InlineData(ProviderFault.OutOfCredit)]
    [InlineData(ProviderFault.ModelRetired)]
    public async Task Submit_IsRefused_GoesToTheNextAndCostsNothing(ProviderFault fault)
    {
        fixture.Acme.OnSubmit = _ => Task.FromResult(Refused(fault));
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo");
        (await fixture.CostAsync(run)).Should().Be(0.50m, "only the one that delivered is paid");
    }

    [Theory]
    [InlineData(ProviderFault.InputRefused, 1, 0.0, 0.50)]
    [InlineData(ProviderFault.OutputRefused, 1, 0.50, 1.00)]
    [InlineData(ProviderFault.Unavailable, 2, 0.0, 0.50)]
    [InlineData(ProviderFault.GenerationFailed, 2, 0.0, 0.50)]
    [InlineData(ProviderFault.GenerationFailed, 2, null, 1.50)]
    [InlineData(ProviderFault.InvalidRequest, 1, 0.20, 0.70)]
    public async Task Job_Fails_IsTriedAsOftenAsItsFaultAllows_AndPaidAsItsProviderSays(ProviderFault fault, int attempts, double? charged, decimal cost)
    {
        fixture.Acme.OnGet = _ => Failed(fault, (decimal?)charged);
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().HaveCount(attempts);
        fixture.Acme.Submits.Select(job => job.Token).Should().OnlyHaveUniqueItems("each attempt has a token of its own");
        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo");
        (await fixture.CostAsync(run)).Should().Be(cost);
    }

    [Fact]
    public async Task InputRefused_NextChoiceIsAnotherModelOfTheSame_IsPassedOver()
    {
        fixture.Acme.Models = [Model("m1", 0.10m), Model("m2", 0.10m)];
        fixture.Acme.OnSubmit = _ => Task.FromResult(Refused(ProviderFault.InputRefused));
        var run = await fixture.VideoAsync(["acme", "acme:m2", "bravo"]);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo");
    }

    [Fact]
    public async Task Clip_IsUnusable_IsPaidAndTriedOnceMore()
    {
        fixture.Acme.OnCollect = _ => new CollectAnswer.Unusable(new(ProviderFault.GenerationFailed, "Empty file."));
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Should().HaveCount(2);
        (await fixture.CostAsync(run)).Should().Be(1.50m);
    }

    [Fact]
    public async Task Clip_CameDamaged_IsFetchedAgainAndNotOrderedAgain()
    {
        var tries = 0;
        fixture.Acme.OnCollect = job => tries++ < 2
            ? new CollectAnswer.Damaged(new(ProviderFault.GenerationFailed, "A web page came.")) : new CollectAnswer.Collected(job.Brief.ClipSeconds, null);
        var run = await fixture.VideoAsync(["acme"]);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.SceneAsync(run)).Should().BeEquivalentTo(new { State = "finished", WaitingFor = (string?)null, WaitingDetail = (string?)null });
    }

    [Fact]
    public async Task Clip_CannotBeFetched_SaysWhyWhileItIsTriedAndIsOrderedAgainWhenItStaysDamaged()
    {
        fixture.Acme.OnCollect = _ => new CollectAnswer.NotSure(new(ProviderFault.Unavailable, "The clip lies on elsewhere.example."));
        var run = await fixture.VideoAsync(["acme"]);

        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => await fixture.SceneAsync(run)
            is { WaitingFor: "clip_download", WaitingDetail: "The clip lies on elsewhere.example.", WaitingSince: not null });

        fixture.Acme.OnCollect = job => fixture.Acme.Submits.Count == 1
            ? new CollectAnswer.Damaged(new(ProviderFault.GenerationFailed, "A web page came.")) : new CollectAnswer.Collected(job.Brief.ClipSeconds, null);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingDetail == "A web page came.");
        fixture.Acme.Submits.Should().ContainSingle();
        await fixture.ExecuteAsync("update render_jobs set seen_since = seen_since - interval '11 minutes' where video_id = @VideoId", run);
        await fixture.EndOfAsync(scene);

        fixture.Acme.Submits.Should().HaveCount(2);
        (await fixture.SceneAsync(run)).State.Should().Be("finished");
    }

    [Fact]
    public async Task Job_FailsEverywhere_SceneFailsWithWhatTheProviderDid()
    {
        fixture.Acme.OnGet = fixture.Bravo.OnGet = _ => Failed(ProviderFault.OutputRefused, 0);
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        (await fixture.RenderAsync(run)).Failure!.Code.Should().Be("output_refused");
    }

    [Fact]
    public async Task SecondAttempt_IsOverTheLimit_GoesToTheCheaper()
    {
        fixture.Bravo.Models = [Model("cheap", 0.01m)];
        fixture.Acme.OnGet = _ => Failed(ProviderFault.GenerationFailed, 0.50m);
        var run = await fixture.VideoAsync(["acme", "bravo"], maxCostUsd: 0.60m);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0.55m);
    }

    [Fact]
    public async Task AllFail_SceneFailsWithTheReasons_AndARetryGivesEveryoneAnotherChance()
    {
        fixture.Acme.OnSubmit = fixture.Bravo.OnSubmit = _ => Task.FromResult(Refused(ProviderFault.InputRefused));
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        var outcome = await fixture.RenderAsync(run);

        outcome.Failure.Should().BeEquivalentTo(new { Code = "input_refused", Scene = 1 });
        outcome.Failure!.Detail.Should().Contain("acme:m1: It refused.").And.Contain("bravo:m1: It refused.");
        await fixture.Get<VideoPhases>().FailAsync(run, outcome.Failure, CancellationToken.None);
        var retry = (await fixture.Get<VideoDecisions>().RetryAsync(run.VideoId, maxCostUsd: null, apiKeyId: null, CancellationToken.None))!;
        await fixture.Get<SceneRepository>().LayOutAsync(run.VideoId, 2, CancellationToken.None);
        fixture.Acme.OnSubmit = job => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        (await fixture.RenderAsync(retry)).Should().Be(StepOutcome.Done);
        (await fixture.SceneAsync(run)).Provider.Should().Be("acme");
    }

    [Fact]
    public async Task BrandsBudget_IsUsedUp_FailsAndNamesWhatIsLeft()
    {
        var run = await fixture.VideoAsync(["acme"]);
        var video = await fixture.Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None);
        await fixture.Get<BrandBudgets>().SetAsync(video!.BrandId, 0.40m, CancellationToken.None);

        var outcome = await fixture.RenderAsync(run);

        outcome.Failure!.Code.Should().Be("over_budget");
        outcome.Failure.Message.Should().Contain("monthly_budget_usd has 0.40 USD left");
        fixture.Acme.Submits.Should().BeEmpty();
    }

    [Fact]
    public async Task LimitIsUsedUp_RetryWithAHigherOne_GoesOn()
    {
        var run = await fixture.VideoAsync(["acme"], maxCostUsd: 0.40m);
        var outcome = await fixture.RenderAsync(run);
        outcome.Failure!.Code.Should().Be("over_limit");
        await fixture.Get<VideoPhases>().FailAsync(run, outcome.Failure, CancellationToken.None);

        var wrong = await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/retry", new JsonObject { ["max_cost_usd"] = "-1" });
        var retry = await fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/retry", new JsonObject { ["max_cost_usd"] = "2.00" });

        wrong.Fields.Should().Equal("max_cost_usd");
        retry.Status.Should().Be(HttpStatusCode.Accepted, "{0}", retry.Body);
        (await fixture.EndOfAsync(new SceneKey(run with { Run = 2 }, 1))).Should().Be(StepOutcome.Done);
        // The clips are no films; until that is found out, the video is under way.
        await Eventually.BeAsync(async () => (await fixture.Api.VideoAsync($"{run.VideoId}")).Status() == "failed");
    }

    [Fact]
    public async Task OutOfCredit_OpensTheCircuitForAllVideos_AndTheApiSaysSo()
    {
        fixture.Acme.OnSubmit = _ => Task.FromResult(Refused(ProviderFault.OutOfCredit));
        await fixture.RenderAsync(await fixture.VideoAsync(["acme", "bravo"]));

        await fixture.RenderAsync(await fixture.VideoAsync(["acme", "bravo"]));
        var alone = await fixture.RenderAsync(await fixture.VideoAsync(["acme"]));

        fixture.Acme.Submits.Should().ContainSingle("the second and third video do not call it");
        alone.Failure!.Code.Should().Be("provider_unavailable");
        var view = (await fixture.Api.GetAsync("api/v1/providers")).Body!["items"]!.AsArray().Single(provider => provider!["name"]!.GetValue<string>() == "acme")!;
        view["availability"]!["available"]!.GetValue<bool>().Should().BeFalse();
        view["availability"]!["reason"]!.GetValue<string>().Should().Be("out_of_credit");
    }

    [Fact]
    public async Task OutOfCredit_OfOneModel_GoesToTheProvidersNext()
    {
        fixture.Acme.Models = [Model("m1", 0.10m), Model("m2", 0.10m)];
        fixture.Acme.OnSubmit = job => Task.FromResult<SubmitAnswer>(job.Model == "m1"
            ? new SubmitAnswer.Refused(new(ProviderFault.OutOfCredit, "The day's limit of this model.", OfModel: true)) : new SubmitAnswer.Accepted(job.Token));

        foreach (var run in new[] { await fixture.VideoAsync(["acme", "acme:m2"]), await fixture.VideoAsync(["acme", "acme:m2"]) })
        {
            (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);
            (await fixture.SceneAsync(run)).Model.Should().Be("m2");
        }

        fixture.Acme.Submits.Count(job => job.Model == "m1").Should().Be(1, "the second video does not call it");
    }

    [Theory]
    [InlineData("unavailable")]
    [InlineData("out_of_credit")]
    public async Task Circuit_IsTriedByAnother_IsWaitedForWithoutAttempts(string fault)
    {
        var run = await fixture.VideoAsync(["acme"]);
        await fixture.ExecuteAsync("""
            insert into provider_circuits (provider, model, fault, message, opened_at, open_until, probe_job_id, probe_at)
            values ('acme', '', @fault, 'Down.', clock_timestamp(), clock_timestamp(), @probe, clock_timestamp())
            """, new { fault, probe = Guid.NewGuid() });
        await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "provider_outage");

        await Task.Delay(TimeSpan.FromSeconds(1));

        (await fixture.JobsAsync(run)).Should().ContainSingle();
        fixture.Acme.Submits.Should().BeEmpty();
    }

    [Fact]
    public async Task Throttled_IsWaitedForAndIsNoFailure()
    {
        var calls = 0;
        fixture.Acme.OnSubmit = job => Task.FromResult<SubmitAnswer>(++calls < 3
            ? new SubmitAnswer.Later(new(ProviderFault.Throttled, "Slow down."), TimeSpan.FromMilliseconds(300))
            : new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Select(job => job.Token).Distinct().Should().ContainSingle("it stays the same attempt");
        (await fixture.SceneAsync(run)).Should().BeEquivalentTo(new { Provider = "acme", Attempt = 1, WaitingFor = (string?)null });
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task Throttled_WhileAskedAboutAJob_HoldsUpNoOrder()
    {
        var asked = 0;
        fixture.Acme.OnGet = job => job.Scene == 1 && Interlocked.Increment(ref asked) == 1
            ? new JobAnswer.NotSure(new(ProviderFault.Throttled, "Too many questions."), TimeSpan.FromHours(1)) : new JobAnswer.Ready();
        var run = await fixture.VideoAsync(["acme"]);
        await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(() => Task.FromResult(asked == 1));

        (await fixture.RenderAsync(run, 2)).Should().Be(StepOutcome.Done);

        (await fixture.SceneAsync(run)).State.Should().Be("rendering", "that one waits for as long as the provider says");
    }

    [Fact]
    public async Task Unavailable_ThreeTimesInARow_GoesToTheNext()
    {
        fixture.Acme.OnSubmit = _ => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Later(new(ProviderFault.Unavailable, "Down."), null));
        var run = await fixture.VideoAsync(["acme", "bravo"]);

        await fixture.RenderAsync(run);

        fixture.Acme.Submits.Should().HaveCount(3);
        (await fixture.SceneAsync(run)).Provider.Should().Be("bravo");
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task Unavailable_AndNobodyElse_IsWaitedForUntilItWorksAgain()
    {
        var calls = 0;
        fixture.Acme.OnSubmit = job => Task.FromResult<SubmitAnswer>(++calls <= 3
            ? new SubmitAnswer.Later(new(ProviderFault.Unavailable, "Down."), null) : new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme"]);
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "provider_outage");

        await fixture.ExecuteAsync("update provider_circuits set open_until = clock_timestamp()", new { });
        await fixture.Get<DurableTaskClient>().RaiseEventAsync(scene.InstanceId(), WakeUpEvent.Name);

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task NoModelIsLongEnough_SaysSoBeforeAnythingIsOrdered()
    {
        fixture.Acme.Models = [Model("m1", 0.10m) with { Durations = [2] }];
        var outcome = await fixture.RenderAsync(await fixture.VideoAsync(["acme"]));

        outcome.Failure!.Code.Should().Be("no_provider_fits");
        outcome.Failure.Message.Should().Contain("its longest clip is 2 s");
    }
}
