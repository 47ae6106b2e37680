using System.Net;
using System.Text;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Providers;

/// <summary>A provider's calls to us, by HTTP: hints that make us look, and never decide.</summary>
[Collection(PipelineTests.Name)]
public sealed class CallbackTests(PipelineFixture fixture) : IAsyncLifetime
{
    static readonly TimeSpan Never = TimeSpan.FromHours(1);

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        // Without a call nobody looks again within the test.
        fixture.Acme.Contract = ScriptedProvider.Usual with { PollEvery = TimeSpan.FromMilliseconds(50), PollAtMostEvery = Never };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Call_JobIsReady_WakesTheSceneAtOnce()
    {
        var (run, scene, job) = await RunningAsync();
        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        (await CallAsync($"{Guid.NewGuid()}", job.Token, "-")).Should().Be(HttpStatusCode.OK);

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task Call_NamesTheProvidersJobOnly_FindsTheScene()
    {
        var (_, scene, job) = await RunningAsync();
        fixture.Acme.OnGet = _ => new JobAnswer.Ready();

        await CallAsync($"{Guid.NewGuid()}", "-", job.ProviderJobId!);

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
    }

    [Fact]
    public async Task Call_SaysSoButTheJobIsNotReady_MovesNothing()
    {
        var (run, _, job) = await RunningAsync();
        var looks = job.Looks;

        await CallAsync($"{Guid.NewGuid()}", job.Token, job.ProviderJobId!);

        await Eventually.BeAsync(async () => (await fixture.JobsAsync(run)).Single().Looks > looks);
        (await fixture.JobsAsync(run)).Single().State.Should().Be(RenderJobState.Accepted);
    }

    [Fact]
    public async Task Call_IsForged_IsRefusedAndNotStored()
    {
        var (_, _, job) = await RunningAsync();
        var id = $"{Guid.NewGuid()}";

        (await CallAsync(id, job.Token, "-", signature: "forged")).Should().Be(HttpStatusCode.Unauthorized);

        (await StoredAsync(id)).Should().Be(0);
    }

    [Fact]
    public async Task Call_Repeated_IsStoredOnceAndAnswered200()
    {
        var (_, _, job) = await RunningAsync();
        var id = $"{Guid.NewGuid()}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CallAsync(id, job.Token, "-")));

        answers.Should().OnlyContain(status => status == HttpStatusCode.OK);
        (await StoredAsync(id)).Should().Be(1);
    }

    [Theory]
    [InlineData("no-such-token", "-")]
    [InlineData("-", "no-such-job")]
    public async Task Call_NamesNothingOfOurs_IsAnsweredAndNothingIsKept(string token, string job)
    {
        var id = $"{Guid.NewGuid()}";

        (await CallAsync(id, token, job)).Should().Be(HttpStatusCode.OK);

        (await StoredAsync(id)).Should().Be(0);
    }

    [Fact]
    public async Task Call_OfAProviderThatDoesNotCall_IsNotFound()
        => (await fixture.Http.PostAsync("api/v1/webhooks/nobody", new StringContent("{}"))).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task Call_IsTooLarge_IsRefused()
        => (await fixture.Http.PostAsync("api/v1/webhooks/acme", new ByteArrayContent(new byte[300 * 1024]))).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task Call_ComesBeforeTheSubmitsAnswer_IsHarmless()
    {
        fixture.Acme.OnSubmit = async job =>
        {
            (await CallAsync($"{Guid.NewGuid()}", job.Token, $"job-{job.Token}")).Should().Be(HttpStatusCode.OK);
            return new SubmitAnswer.Accepted($"job-{job.Token}");
        };
        var run = await fixture.VideoAsync(["acme"]);

        (await fixture.RenderAsync(run)).Should().Be(StepOutcome.Done);

        fixture.Acme.Submits.Should().ContainSingle();
        (await fixture.CostAsync(run)).Should().Be(0.50m);
    }

    [Fact]
    public async Task Call_NamesAnAttemptInDoubt_ReconcilesItWithTheProvider()
    {
        fixture.Acme.OnSubmit = _ => throw new HttpRequestException("Connection reset.");
        fixture.Acme.OnGet = job => job.ProviderJobId == "real" ? new JobAnswer.Ready() : new JobAnswer.Missing();
        var run = await fixture.VideoAsync(["acme"]);
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).WaitingFor == "scene_resolution");
        var token = (await fixture.JobsAsync(run)).Single().Token;

        await CallAsync($"{Guid.NewGuid()}", token, "unreal");
        await Eventually.BeAsync(async () => (await fixture.JobsAsync(run)).Single().HintedJobId == "unreal");
        (await fixture.SceneAsync(run)).WaitingFor.Should().Be("scene_resolution", "the provider does not know that job");
        await CallAsync($"{Guid.NewGuid()}", token, "real");

        (await fixture.EndOfAsync(scene)).Should().Be(StepOutcome.Done);
        fixture.Acme.Submits.Should().ContainSingle();
    }

    /// <summary>A scene whose job was just looked at and is under way.</summary>
    async Task<(RunKey, SceneKey, RenderJob)> RunningAsync()
    {
        fixture.Acme.OnGet = _ => new JobAnswer.Running("dreaming", 0.4);
        var run = await fixture.VideoAsync(["acme"]);
        var scene = await fixture.StartSceneAsync(run);
        await Eventually.BeAsync(async () => (await fixture.SceneAsync(run)).Progress > 0.3);
        return (run, scene, (await fixture.JobsAsync(run)).Single());
    }

    async Task<HttpStatusCode> CallAsync(string id, string token, string job, string? signature = null)
    {
        var body = Encoding.UTF8.GetBytes($"{id} {token} {job}");
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/webhooks/acme/{(token == "-" ? "" : token)}".TrimEnd('/')) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Signature", signature ?? ScriptedProvider.Sign(body));
        return (await fixture.Http.SendAsync(request)).StatusCode;
    }

    Task<int> StoredAsync(string id) => fixture.QueryAsync<int>("select count(*)::int from provider_callbacks where event_id = @id", new { id });
}
