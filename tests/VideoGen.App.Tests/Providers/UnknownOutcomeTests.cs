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
        fixture.Acme.OnFind = _ => ++looks < 3 ? new FindAnswer.Absent() : new FindAnswer.Found("found-1");
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.JobsAsync(run)).Single().Should().BeEquivalentTo(new { ProviderJobId = "found-1", State = RenderJobState.Succeeded });
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task NoAnswer_ProviderNeverGotIt_IsOrderedAgainAfterTheGrace()
    {
        fixture.Acme.Contract = ScriptedProvider.Usual with { CanFindLostJobs = true, MissingAtMost = TimeSpan.FromMilliseconds(300) };
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count == 1 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("second"));
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
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count < 3 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("same"));
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
        fixture.Acme.OnSubmit = job => fixture.Acme.Submits.Count == 1 ? NoAnswer(job) : Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("second"));
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
            await fixture.Get<RenderJobOutcomes>().AcceptAsync(id, "job-1", CancellationToken.None);
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
