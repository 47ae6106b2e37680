using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class HeyGenTests
{
    const string Taken = """{"data":{"video_id":"v_1","status":"waiting","output_format":"mp4"}}""";

    [Theory]
    [InlineData("https://app.example.com/api/assets", """{"type":"image","url":"STILL"}""")]
    [InlineData("http://localhost:7071/api/assets", """{"type":"color","value":"#112233"}""")]
    public async Task SubmitAsync_Avatar_SendsTheDocumentedRequest(string assets, string background)
    {
        var server = new StubServer().Answers(200, Taken);
        await using var bench = new ProviderBench(server, ("Assets:PublicBaseUrl", assets));
        var (provider, job) = await bench.OrderAsync("heygen");

        (await provider.SubmitAsync(job, default)).Should().Be(new SubmitAnswer.Accepted("v_1"));

        var request = server.Only;
        (request.Method, request.Address.ToString()).Should().Be((HttpMethod.Post, "https://api.heygen.com/v3/videos"));
        request.Headers.GetValues("X-Api-Key").Should().Equal(ProviderBench.Key);
        request.Headers.GetValues("Idempotency-Key").Should().Equal($"{ProviderBench.Token}-20261124T120000.000000");
        var body = JsonDocument.Parse(request.Body).RootElement.GetProperty("background");
        background = background.Replace("STILL", body.TryGetProperty("url", out var url) ? url.GetString() : "", StringComparison.Ordinal);
        ProviderBench.ShouldBe(request.Body, $$"""
            {"type":"avatar","avatar_id":"look_1","voice_id":"voice_en","script":"Light for all.","title":"Scene 2 {{ProviderBench.Token}}",
             "resolution":"1080p","aspect_ratio":"16:9","engine":{"type":"avatar_iv"},"background":{{background}},
             "callback_id":"{{ProviderBench.Token}}"}
            """);
    }

    [Fact]
    public async Task SubmitAsync_CallWasGivenBack_HasAnotherKey_AndARepetitionTheSame()
    {
        var server = new StubServer().Answers(200, Taken);
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen");

        foreach (var call in new[] { job, job, job with { CalledAt = job.CalledAt!.Value.AddSeconds(1) } })
        {
            await provider.SubmitAsync(call, default);
        }

        var keys = server.Requests.Select(request => request.Headers.GetValues("Idempotency-Key").Single()).ToList();
        keys[1].Should().Be(keys[0]);
        keys[2].Should().NotBe(keys[0], "HeyGen replays the answer that belongs to a key, a refusal too").And.MatchRegex("^[A-Za-z0-9_:.-]{1,255}$");
    }

    [Fact]
    public async Task SubmitAsync_Studio_SendsACompositionOfOneScene()
    {
        var server = new StubServer().Answers(200, Taken);
        await using var bench = new ProviderBench(server, ("Providers:HeyGen:Type", "studio"), ("Providers:HeyGen:Engine", "avatar_iii"));
        var (provider, job) = await bench.OrderAsync("heygen", ratio: AspectRatio.Square, resolution: Resolution.P720);

        await provider.SubmitAsync(job, default);

        ProviderBench.ShouldBe(server.Only.Body, $$$$"""
            {"type":"studio","title":"Scene 2 {{{{ProviderBench.Token}}}}","resolution":"720p","aspect_ratio":"1:1",
             "scenes":[{"type":"avatar_video","input":{"type":"avatar","avatar_id":"look_1","voice_id":"voice_en","script":"Light for all.",
               "engine":{"type":"avatar_iii"},"background":{"type":"color","color":"#112233"}}}],
             "callback_id":"{{{{ProviderBench.Token}}}}"}
            """);
    }

    [Theory]
    [InlineData(400, "invalid_parameter", ProviderFault.InvalidRequest)]
    [InlineData(400, "content_policy_violation", ProviderFault.InputRefused)]
    [InlineData(400, "download_failed", ProviderFault.InvalidRequest)]
    [InlineData(401, "authentication_failed", ProviderFault.AccountBlocked)]
    [InlineData(402, "insufficient_credit", ProviderFault.OutOfCredit)]
    [InlineData(403, "quota_exceeded", ProviderFault.OutOfCredit)]
    [InlineData(429, "quota_exceeded", ProviderFault.OutOfCredit)]
    [InlineData(404, "avatar_not_found", ProviderFault.ModelRetired)]
    [InlineData(404, "voice_not_found", ProviderFault.ModelRetired)]
    [InlineData(422, "something_new", ProviderFault.InvalidRequest)]
    public async Task SubmitAsync_ErrorCode_IsRefusedForWhatTheCodeSays(int status, string code, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer()
            .Answers(status, $$$"""{"error":{"code":"{{{code}}}","message":"safety {{{ProviderBench.Key}}}","param":null}}"""));
        var (provider, job) = await bench.OrderAsync("heygen");

        var failure = (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Subject.Failure;

        failure.Fault.Should().Be(fault);
        (fault != ProviderFault.AccountBlocked || !failure.Message.Contains(ProviderBench.Key, StringComparison.Ordinal)).Should().BeTrue();
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded", typeof(SubmitAnswer.Later))]
    [InlineData(404, "resource_not_ready", typeof(SubmitAnswer.Later))]
    [InlineData(409, "request_in_progress", typeof(SubmitAnswer.Unknown))] // Of the same key: a job may be on its way.
    [InlineData(500, "internal_error", typeof(SubmitAnswer.Unknown))]
    [InlineData(502, "voice_provider_error", typeof(SubmitAnswer.Unknown))]
    [InlineData(503, "service_unavailable", typeof(SubmitAnswer.Unknown))]
    [InlineData(504, "gateway_timeout", typeof(SubmitAnswer.Unknown))]
    public async Task SubmitAsync_ErrorThatIsNoRefusal_IsNotTakenForOne(int status, string code, Type expected)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(status, $$$"""{"error":{"code":"{{{code}}}","message":"x"}}"""));
        var (provider, job) = await bench.OrderAsync("heygen");

        (await provider.SubmitAsync(job, default)).Should().BeOfType(expected);
    }

    [Theory]
    [InlineData("pending", typeof(JobAnswer.Queued))]
    [InlineData("waiting", typeof(JobAnswer.Queued))]
    [InlineData("processing", typeof(JobAnswer.Running))]
    [InlineData("generating", typeof(JobAnswer.Running))]
    [InlineData("rehearsing", typeof(JobAnswer.Running))]
    [InlineData("completed", typeof(JobAnswer.Ready))]
    public async Task GetAsync_Status_IsRead(string status, Type expected)
    {
        var server = new StubServer().Answers(
            200, $$$"""{"data":{"id":"v_1","status":"{{{status}}}","video_url":null,"failure_code":null}}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen");

        (await provider.GetAsync(job, default)).Should().BeOfType(expected);

        server.Only.Address.AbsoluteUri.Should().Be("https://api.heygen.com/v3/videos/job%2F1");
    }

    [Theory]
    [InlineData("content_policy_violation", ProviderFault.InputRefused)]
    [InlineData("insufficient_credit", ProviderFault.OutOfCredit)]
    [InlineData("download_failed", ProviderFault.InvalidRequest)]
    [InlineData("voice_provider_error", ProviderFault.Unavailable)]
    [InlineData("avatar_not_found", ProviderFault.ModelRetired)]
    [InlineData("rendering_timeout", ProviderFault.GenerationFailed)]
    [InlineData(null, ProviderFault.GenerationFailed)]
    public async Task GetAsync_Failed_SaysWhoseFaultItIsAndCostsNothing(string? code, ProviderFault fault)
    {
        var spelled = code is null ? "null" : $"\"{code}\"";
        var server = new StubServer().Answers(
            200, $$$"""{"data":{"status":"failed","failure_code":{{{spelled}}},"failure_message":null}}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen");

        var failed = (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.Failed>().Subject;

        (failed.Failure.Fault, failed.Failure.ProviderCode, failed.ChargedUsd).Should().Be((fault, code, 0m));
    }

    [Theory]
    [InlineData(200, """{"data":[{"id":"v_9","title":"Scene 2 TOKEN"}],"has_more":false}""", "v_9")]
    [InlineData(200, """{"data":[{"id":"v_9","title":"Another"}],"has_more":false}""", "absent")]
    [InlineData(200, """{"data":[],"has_more":false,"next_token":null}""", "absent")]
    [InlineData(200, """{"data":[],"has_more":true}""", "not sure")]
    [InlineData(200, """{"data":[]}""", "not sure")]
    [InlineData(200, "{}", "not sure")]
    [InlineData(503, "{}", "not sure")]
    public async Task FindAsync_ListByTitle_FindsOrProvesOrDoesNotKnow(int status, string list, string expected)
    {
        var server = new StubServer().Answers(status, list.Replace("TOKEN", ProviderBench.Token, StringComparison.Ordinal));
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen");

        var answer = await provider.FindAsync(job, default);

        (answer switch { FindAnswer.Found found => found.ProviderJobId, FindAnswer.Absent => "absent", _ => "not sure" })
            .Should().Be(expected);
        server.Only.Address.PathAndQuery.Should().Be($"/v3/videos?limit=100&title={ProviderBench.Token}");
    }

    [Theory]
    [InlineData("""{"data":[{"id":"v_9","title":"TOKEN"}],"has_more":false}""", "v_9", 1)]
    [InlineData("""{"data":[],"has_more":false}""", "v_1", 2)]
    [InlineData("{}", null, 1)]
    public async Task SubmitAsync_AttemptOlderThanItsIdempotencyKey_IsLookedForBeforeItIsOrdered(string list, string? accepted, int calls)
    {
        var server = new StubServer().Answers(200, list.Replace("TOKEN", ProviderBench.Token, StringComparison.Ordinal))
            .Answers(200, Taken);
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen");

        var answer = await provider.SubmitAsync(job with { CalledFor = TimeSpan.FromHours(30) }, default);

        (answer as SubmitAnswer.Accepted)?.ProviderJobId.Should().Be(accepted);
        (answer is SubmitAnswer.Unknown).Should().Be(accepted is null);
        server.Requests.Should().HaveCount(calls);
    }

    [Fact]
    public async Task Models_Settings_ArePartOfWhatAClipIsMadeFrom()
    {
        await using var bench = new ProviderBench(
            new StubServer(), ("Providers:HeyGen:VoiceIds:ko", "voice_ko"), ("Providers:HeyGen:Engine", "avatar_iii"));
        var model = bench.Find("heygen")!.Models[0];

        (model.Id, model.SpeaksNarration, model.Variant).Should().Be(("avatar_iii", true, "avatar|look_1|en=voice_en|ko=voice_ko"));
        model.Languages.Should().BeEquivalentTo([Language.English, Language.Korean]);
        var contract = bench.Find("heygen")!.Contract;
        (contract.SubmitIsRepeatable, contract.CanFindLostJobs, contract.CanCancel, contract.SendsWebhooks)
            .Should().Be((true, true, false, true));
    }

    [Fact]
    public async Task SubmitAsync_NothingToSay_IsRefusedWithoutAsking()
    {
        var server = new StubServer();
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("heygen", narration: " ");

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault
            .Should().Be(ProviderFault.InvalidRequest);

        server.Requests.Should().BeEmpty();
    }
}
