using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

/// <summary>Each fault as a client meets it, and what it costs.</summary>
public sealed class FaultTests : SimulatorTests
{
    [Theory]
    [InlineData("luma", "create_500_no_job", 500)]
    [InlineData("luma", "create_503", 503)]
    [InlineData("luma", "create_429_no_retry_after", 429)]
    [InlineData("luma", "account_403", 403)]
    [InlineData("luma", "out_of_credit", 402)]
    [InlineData("luma", "model_retired", 404)]
    [InlineData("luma", "create_moderated", 422)]
    [InlineData("luma_dream_machine", "create_moderated", 400)]
    [InlineData("runway", "create_429_per_day", 429)]
    [InlineData("runway", "out_of_credit", 400)]
    [InlineData("heygen", "out_of_credit", 402)]
    [InlineData("heygen", "create_429_per_day", 429)]
    public async Task Create_FaultBeforeTheJob_IsAnsweredAndThereIsNone(string provider, string fault, int status)
    {
        using var client = Client(provider);
        await Simulator.FaultAsync(fault, provider);

        var answer = await client.PostAsync(Orders.Path(provider), Orders.Body(provider));

        ((int)answer.Status).Should().Be(status);
        answer.Response.Headers.RetryAfter.Should().BeNull();
        (await Simulator.JobsAsync()).Should().BeEmpty();
        await CreateAsync(client, provider);
    }

    [Fact]
    public async Task Create_Busy_NamesWhenToTryAgain()
    {
        using var client = Client("luma");
        await Simulator.FaultAsync("create_429");

        (await client.PostAsync("generations", Orders.Body("luma"))).Response.Headers.RetryAfter!.Delta.Should()
            .Be(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("luma", "create_dropped", 1)]
    [InlineData("luma", "create_dropped_no_job", 0)]
    [InlineData("runway", "create_dropped", 1)]
    [InlineData("heygen", "create_dropped", 1)]
    [InlineData("luma_dream_machine", "create_dropped", 1)]
    public async Task Create_ConnectionIsDropped_NothingTellsWhetherThereIsAJob(string provider, string fault, int jobs)
    {
        using var client = Client(provider);
        await Simulator.FaultAsync(fault);

        await FluentActions.Awaiting(() => client.PostAsync(Orders.Path(provider), Orders.Body(provider))).Should()
            .ThrowAsync<HttpRequestException>();

        (await Simulator.JobsAsync()).Should().HaveCount(jobs);
    }

    [Theory]
    [InlineData("create_500_with_job", HttpStatusCode.InternalServerError)]
    [InlineData("create_garbled", HttpStatusCode.OK)]
    public async Task Create_AnswerIsLost_TheJobIsThereAndCharged(string fault, HttpStatusCode status)
    {
        using var client = Client("luma");
        await Simulator.FaultAsync(fault);

        var answer = await client.PostAsync("generations", Orders.Body("luma"));

        (answer.Status, answer.Json?["id"]).Should().Be((status, null));
        (await Simulator.NetUsdAsync("luma")).Should().Be(0.15m);
    }

    [Fact]
    public async Task Create_Slow_OutlastsTheClientsPatience()
    {
        using var client = Client("luma");
        client.Http.Timeout = TimeSpan.FromSeconds(1);
        await Simulator.FaultAsync("create_slow", seconds: 3600);

        await FluentActions.Awaiting(() => client.PostAsync("generations", Orders.Body("luma"))).Should()
            .ThrowAsync<TaskCanceledException>();

        (await Simulator.JobsAsync()).Should().ContainSingle();
    }

    [Theory]
    [InlineData("luma", "moderated_input", "content_moderated", "0.15")]
    [InlineData("luma", "failed", "generation_failed", "0.15")]
    [InlineData("luma_dream_machine", "moderated_input", "Advanced prompt moderation failed", "0.00")]
    [InlineData("luma_dream_machine", "moderated_output", "Frame moderation failed", "0.00")]
    [InlineData("luma_dream_machine", "failed", "The generation failed", "0.00")]
    [InlineData("luma_dream_machine", "failed_null_reason", null, "0.00")]
    [InlineData("runway", "moderated_input", "SAFETY.INPUT.TEXT", "0.24")]
    [InlineData("runway", "moderated_output", "SAFETY.OUTPUT.VIDEO", "0.24")]
    [InlineData("runway", "failed_null_reason", null, "0.24")]
    [InlineData("heygen", "moderated_input", "content_policy_violation", null)]
    [InlineData("heygen", "failed_null_reason", null, null)]
    public async Task Job_Fails_SaysSoInTheContractsWordsAndCostsWhatTheContractSays(
        string provider, string fault, string? word, string? net)
    {
        await Simulator.FaultAsync(fault);

        var job = await MakeAsync(provider);

        Orders.State(provider, job).Should().BeOneOf("failed", "FAILED");
        Orders.FailureWord(provider, job).Should().Be(word);
        Orders.Url(provider, job).Should().BeNull();
        var bill = await Simulator.BillAsync();
        bill["providers"]![provider]?.At("net_usd").Should().Be(net);
        bill.At("total.moderated_usd").Should()
            .Be(provider is "luma" or "runway" && fault.StartsWith("moderated", StringComparison.Ordinal) ? net : "0.00");
    }

    [Fact]
    public async Task Job_FailsWithACode_TellsThatOne()
    {
        await Simulator.FaultAsync("failed", code: "budget_exhausted");

        (await MakeAsync("luma")).At("failure_code").Should().Be("budget_exhausted");
    }

    [Fact]
    public async Task Job_RefundIsLate_ComesAfterTheFailure()
    {
        await Simulator.FaultAsync("failed_refund_late", seconds: 0.2);

        await MakeAsync("luma_dream_machine");

        while (await Simulator.NetUsdAsync() > 0)
        {
            await Task.Delay(10);
        }

        (await Simulator.BillAsync())["lines"]!.AsArray().Select(line => line!.At("kind")).Should().Equal("charged", "refunded");
    }

    [Theory]
    [InlineData("luma", "stuck_queued", "queued")]
    [InlineData("luma", "stuck_running", "processing")]
    [InlineData("luma", "unknown_state", "warming_up")]
    [InlineData("runway", "unknown_state", "warming_up")]
    [InlineData("heygen", "stuck_running", "processing")]
    [InlineData("luma_dream_machine", "stuck_running", "dreaming")]
    public async Task Job_StateIsOdd_IsSeen(string provider, string fault, string state)
    {
        var options = Testing.SimulatorServer.Fast with { RunTime = TimeSpan.FromSeconds(1) };
        await using var slow = await Testing.SimulatorServer.StartAsync(options);
        using var client = new ProviderClient(slow, provider);
        await slow.FaultAsync(fault);

        var id = await CreateAsync(client, provider);

        await client.UntilAsync(Orders.StatusPath(provider, id), job => Orders.State(provider, job) == state);
    }

    [Theory]
    [InlineData("luma")]
    [InlineData("luma_dream_machine")]
    [InlineData("runway")]
    [InlineData("heygen")]
    public async Task Job_CompletedWithoutUrl_HasNone(string provider)
    {
        await Simulator.FaultAsync("completed_without_url");

        var job = await MakeAsync(provider);

        (Orders.State(provider, job), Orders.Url(provider, job)).Should().Be((provider == "runway" ? "SUCCEEDED" : "completed", null));
    }

    [Theory]
    [InlineData("status_404", 404)]
    [InlineData("status_429", 429)]
    [InlineData("status_500", 500)]
    public async Task Status_Fault_StrikesOnceAndTheJobIsThere(string fault, int status)
    {
        foreach (var provider in Orders.Providers)
        {
            using var client = Client(provider);
            var id = await CreateAsync(client, provider);
            await Simulator.FaultAsync(fault, provider);

            ((int)(await client.GetAsync(Orders.StatusPath(provider, id))).Status).Should().Be(status);
            (await client.GetAsync(Orders.StatusPath(provider, id))).Status.Should().Be(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Status_ConnectionIsDropped_ThrowsAtTheClient()
    {
        using var client = Client("luma");
        var id = await CreateAsync(client, "luma");
        await Simulator.FaultAsync("status_dropped");

        await FluentActions.Awaiting(() => client.GetAsync($"generations/{id}")).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Faults_WithMatchAndProvider_StrikeThoseAlone()
    {
        using var client = Client("luma");
        await Simulator.FaultAsync("create_503", "runway");
        await Simulator.FaultAsync("create_500_no_job", match: "SCENE 2", times: null);

        await CreateAsync(client, "luma", Orders.Body("luma", "scene 1"));
        (await client.PostAsync("generations", Orders.Body("luma", "scene 2"))).Status.Should().Be(HttpStatusCode.InternalServerError);
        (await client.PostAsync("generations", Orders.Body("luma", "scene 2"))).Status.Should().Be(HttpStatusCode.InternalServerError);

        await Simulator.ClearFaultsAsync();
        await CreateAsync(client, "luma", Orders.Body("luma", "scene 2"));
    }

    [Fact]
    public async Task AddFault_UnknownName_SaysWhereTheNamesAre()
    {
        using var answer = await Simulator.Admin.PostAsJsonAsync("faults", new { fault = "rain" });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!.At("error").Should().Contain("GET /admin/faults");
    }
}
