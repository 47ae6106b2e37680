using System.Net;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Providers;

/// <summary>Submits without an answer, and crashes around them: what may be paid for is never ordered a second time by itself.</summary>
[Collection(PipelineTests.Name)]
public sealed class UnknownOutcomeTests(PipelineFixture fixture) : IAsyncLifetime
{
    static readonly Func<RenderJob, Task<SubmitAnswer>> NoAnswer = _ => throw new HttpRequestException("Connection reset.");

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task NoAnswer_ProviderCanBeSearched_JobIsFoundAndCollected()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanFindLostJobs = true };
        fixture.Acme.OnSubmit = NoAnswer;
        var looks = 0;
        fixture.Acme.OnFind = job => ++looks < 3 ? new FindAnswer.Absent() : new FindAnswer.Found($"found-{job.Token}");
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().ContainSingle();
        var job = (await fixture.JobsAsync(run)).Single();
        (job.ProviderJobId, job.State).Should().Be(($"found-{job.Token}", RenderJobState.Succeeded));
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task NoAnswer_ProviderNeverGotIt_IsOrderedAgainAfterTheGrace()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanFindLostJobs = true, MissingAtMost = TimeSpan.FromMilliseconds(300) };
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count == 1 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        fixture.Acme.OnFind = _ => new FindAnswer.Absent();
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Select(job => job.Token).Should().OnlyHaveUniqueItems().And.HaveCount(2);
        (await fixture.CostAsync(run)).Should().Be(0.50m, "the first is proven free");
    }

    [Fact]
    public async Task NoAnswer_SubmitIsRepeatable_IsRepeatedWithTheSameToken()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { SubmitIsRepeatable = true };
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count < 3 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Select(job => job.Token).Distinct().Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task NoAnswer_NobodyCanTell_WaitsForAPersonWhoGivesTheJob()
    {
        fixture.Acme.OnSubmit = NoAnswer;
        fixture.Acme.OnGet = job => job.ProviderJobId == "theirs-7" ? new JobAnswer.Ready() : new JobAnswer.Missing();
        var run = await fixture.VideoAsync(["acme", "bravo"]);
        var scene = await WaitingAsync(run);
        fixture.Bravo.Submits.Should().BeEmpty("another order might be paid twice");
        (await fixture.Api.VideoAsync($"{run.VideoId}"))["progress"]!["waiting_for"]!.GetValue<string>().Should().Be("scene_resolution");

        var wrong = await ResolveAsync(run, new JsonObject { ["action"] = "collect", ["provider_job_id"] = "theirs-8" });
        var right = await ResolveAsync(run, new JsonObject { ["action"] = "collect", ["provider_job_id"] = "theirs-7" });

        (wrong.Status, wrong.Fields.Single()).Should().Be((HttpStatusCode.BadRequest, "provider_job_id"));
        right.Status.Should().Be(HttpStatusCode.Accepted);
        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0.50m);
        (await ResolveAsync(run, new JsonObject { ["action"] = "collect", ["provider_job_id"] = "theirs-7" })).Code.Should().Be("not_in_doubt");
    }

    [Fact]
    public async Task NoAnswer_PersonTakesTheRisk_IsOrderedOnceMoreAndBothCount()
    {
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count == 1 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme"], maxCostUsd: 0.50m);
        var scene = await WaitingAsync(run);

        var tooLittle = await ResolveAsync(run, new JsonObject { ["action"] = "resubmit", ["max_cost_usd"] = "0.90" });
        var enough = await ResolveAsync(run, new JsonObject { ["action"] = "resubmit", ["max_cost_usd"] = "1.00" });

        tooLittle.Code.Should().Be("over_limit");
        enough.Status.Should().Be(HttpStatusCode.Accepted);
        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        fixture.Acme.Submits.Select(job => job.Token).Should().OnlyHaveUniqueItems().And.HaveCount(2);
        (await fixture.CostAsync(run)).Should().Be(1.00m, "the attempt in doubt stays counted as spent");
    }

    [Fact]
    public async Task OneSceneWaitsForAPerson_TheOthersGoOn()
    {
        fixture.Acme.OnSubmit = job => job.Scene == 1 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme"]);
        await WaitingAsync(run);

        (await fixture.RenderAsync(run, 2)).Should().Be(StepOutcome.Done);

        (await fixture.SceneAsync(run, 2)).State.Should().Be("finished");
        (await fixture.Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None))!.Status.Should().Be(VideoStatus.VideoRendering);
    }

    [Fact]
    public async Task AcceptedJob_IsNotKnownAnyMore_IsLeftToAPersonAndTakenUpWhenItIsThereAgain()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { MissingAtMost = TimeSpan.FromMilliseconds(300) };
        fixture.Acme.OnGet = _ => new JobAnswer.Missing();
        var run = await fixture.VideoAsync(["acme", "bravo"]);
        var scene = await WaitingAsync(run);
        (await fixture.CostAsync(run)).Should().Be(0.50m, "it may be billed");

        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        fixture.Acme.Submits.Should().ContainSingle();
        fixture.Bravo.Submits.Should().BeEmpty("another order might be paid twice");
    }

    [Fact]
    public async Task SameJob_NamedForTwoScenes_BelongsToTheFirst()
    {
        fixture.Acme.OnSubmit = NoAnswer;
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming");
        var runs = new[] { await fixture.VideoAsync(["acme"]), await fixture.VideoAsync(["acme"]) };
        foreach (var run in runs)
        {
            await WaitingAsync(run);
        }

        var job = new JsonObject { ["action"] = "collect", ["provider_job_id"] = $"{Guid.NewGuid()}" };
        var answers = await Task.WhenAll(runs.Select(run => ResolveAsync(run, job.DeepClone().AsObject())));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Accepted, HttpStatusCode.Conflict]);
        answers.Single(answer => answer.Status == HttpStatusCode.Conflict).Code.Should().Be("job_is_taken");
    }

    [Fact]
    public async Task NoAnswer_RepetitionIsPutOff_IsLookedForAgainBeforeTheNext()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { SubmitIsRepeatable = true, CanFindLostJobs = true };
        var looks = 0;
        fixture.Acme.OnFind = job => ++looks < 2 ? new FindAnswer.Absent() : new FindAnswer.Found($"found-{job.Token}");
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count == 1
            ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Later(new(ProviderFault.Throttled, "Slow down."), TimeSpan.FromMilliseconds(100)));
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().HaveCount(2);
        looks.Should().Be(2);
    }

    [Fact]
    public async Task NoAnswer_NeitherToARepetition_IsHeldNeverToHaveArrivedOnlyLongAfterTheLast()
    {
        // So slow that there is one repetition: three calls without an answer open the circuit.
        var pace = TimeSpan.FromMilliseconds(600);
        fixture.Acme.Contract = ScriptedProvider.Usual with
        {
            SubmitIsRepeatable = true, CanFindLostJobs = true, MissingAtMost = TimeSpan.FromSeconds(1), PollEvery = pace, PollAtMostEvery = pace,
        };
        fixture.Acme.OnFind = _ => new FindAnswer.Absent();
        var calls = new List<(string Token, DateTime At)>();
        fixture.Acme.OnSubmit = job =>
        {
            calls.Add((job.Token, DateTime.UtcNow));
            return job.Token == calls[0].Token ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        };

        (await fixture.RenderAsync(await fixture.VideoAsync(["acme"]))).Should().Be(StepOutcome.Done);

        var (lost, last) = (calls[..^1], calls[^1]);
        // Two; on a machine that is very slow the time to repeat it has passed.
        lost.Should().OnlyContain(call => call.Token == lost[0].Token).And.HaveCountLessThan(3);
        (last.At - lost[^1].At).Should().BeGreaterThan(TimeSpan.FromSeconds(2), "a repetition may have made the job, and lists are late");
    }

    [Fact]
    public async Task NoAnswer_FoundJobWasGivenToAnother_IsAPersonsToDecide()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanFindLostJobs = true };
        fixture.Acme.OnSubmit = NoAnswer;
        var taken = $"{Guid.NewGuid()}";
        var other = await fixture.VideoAsync(["acme"]);
        fixture.Acme.OnFind = _ => new FindAnswer.Found(taken);
        (await fixture.RenderAsync(other)).Should().Be(StepOutcome.Done);

        await WaitingAsync(await fixture.VideoAsync(["acme"]));
    }

    [Fact]
    public async Task Answer_ComesWhileTheDatabaseIsAway_IsStoredWhenItIsBack()
    {
        fixture.Acme.OnSubmit = async job =>
        {
            await fixture.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", new { });
            return new SubmitAnswer.Accepted(job.Token);
        };
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        (await fixture.JobsAsync(run)).Should().ContainSingle().Which.ProviderJobId.Should().Be(fixture.Acme.Submits.Single().Token);
    }

    [Fact]
    public async Task Order_CannotBePrepared_IsMadeWhenItCan_AndNothingIsInDoubt()
    {
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count < 3
            ? throw new NothingSentException(new IOException("The picture cannot be read.")) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(job.Token));
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        (await fixture.JobsAsync(run)).Should().ContainSingle("it stays the same attempt");
        (await fixture.CostAsync(run)).Should().Be(0.50m);
        (await fixture.QueryAsync<int>("select coalesce(max(failures), 0) from provider_circuits", new { })).Should().Be(0, "it is not the provider's fault");
    }

    [Fact]
    public async Task Cancel_WhileTheProviderPutsItOff_IsNotOrderedAfterwards()
    {
        fixture.Acme.OnSubmit = async job =>
        {
            await CancelAsync(job);
            return new SubmitAnswer.Later(new(ProviderFault.Throttled, "Slow down."), TimeSpan.FromMilliseconds(100));
        };
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Stopped);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0);
    }

    [Fact]
    public async Task Cancel_WhileAnAnswerIsLost_IsNotRepeated()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { SubmitIsRepeatable = true, CanFindLostJobs = true };
        fixture.Acme.OnFind = _ => new FindAnswer.Absent();
        fixture.Acme.OnSubmit = async job =>
        {
            await CancelAsync(job);
            return await NoAnswer(job);
        };

        (await fixture.RenderAsync(await fixture.VideoAsync(["acme"]))).Should().Be(StepOutcome.Stopped);

        fixture.Acme.Submits.Should().ContainSingle();
    }

    async Task CancelAsync(RenderJob job)
        => (await fixture.Api.PostAsync($"api/v1/videos/{job.VideoId}/cancel")).Status.Should().Be(HttpStatusCode.Accepted);

    /// <summary>What a kill leaves behind at each statement of a submit; the activity is then executed again, as the runtime does.</summary>
    [Theory]
    [InlineData("reserved", 1)]
    [InlineData("right taken", 0)]
    [InlineData("called", 1)]
    [InlineData("accepted", 1)]
    public async Task Kill_AtAStatementOfTheSubmit_NeverSubmitsTwice(string point, int submits)
    {
        var run = await fixture.VideoAsync(["acme"]);
        var (jobs, gate) = (fixture.Get<RenderJobRepository>(), fixture.Get<CallGate>());
        var choice = fixture.Get<VideoProviders>().Find("acme")!;
        var brief = (await fixture.Get<VideoGen.Infrastructure.Rendering.ProductionLoader>().FindAsync(run.VideoId, CancellationToken.None))!
            .SceneBriefs((await fixture.Get<RevisionRepository>().FindStoryboardAsync((await fixture.Get<VideoRepository>().FindAsync(run.VideoId, CancellationToken.None))!, CancellationToken.None))!.Content)[0];
        var id = (await jobs.ReserveAsync(new(run, 1), new("acme", "m1", choice.ClipDigest(brief), brief, 0.50m), CancellationToken.None)).JobId!.Value;
        var job = await jobs.GetAsync(id, CancellationToken.None);
        if (point != "reserved")
        {
            await gate.TakeAsync(job, fixture.Acme.Contract, CancellationToken.None);
        }

        if (point is "called" or "accepted")
        {
            await fixture.Acme.SubmitAsync(job, CancellationToken.None);
        }

        if (point == "accepted")
        {
            await fixture.Get<RenderJobOutcomes>().AcceptAsync(id, $"job-{job.Token}", CancellationToken.None);
        }

        var scene = await fixture.StartSceneAsync(run);
        if (point is "reserved" or "accepted")
        {
            (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        }
        else
        {
            await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "scene_resolution");
        }

        fixture.Acme.Submits.Should().HaveCount(submits);
        (await fixture.JobsAsync(run)).Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    async Task<SceneKey> WaitingAsync(RunKey run)
    {
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "scene_resolution");
        return scene;
    }

    Task<ApiAnswer> ResolveAsync(RunKey run, JsonObject body) => fixture.Api.PostAsync($"api/v1/videos/{run.VideoId}/scenes/1/resolve", body);
}
