using System.Text.Json;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class LumaDreamMachineTests
{
    const string Base = "https://api.lumalabs.ai/dream-machine/v1";

    [Fact]
    public async Task SubmitAsync_Scene_SendsTheDocumentedRequestWithTheTokenInTheCallback()
    {
        var server = new StubServer().Answers(201, """{"id":"gen-1","state":"queued","assets":null}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma_dream_machine:ray-flash-2", seconds: 8);

        (await provider.SubmitAsync(job, default)).Should().Be(new SubmitAnswer.Accepted("gen-1"));

        var request = server.Only;
        (request.Method, request.Address.ToString()).Should().Be((HttpMethod.Post, $"{Base}/generations/video"));
        request.Headers.Authorization!.ToString().Should().Be($"Bearer {ProviderBench.Key}");
        var body = JsonDocument.Parse(request.Body).RootElement;
        var (prompt, still) = (body.GetProperty("prompt").GetString(),
            body.GetProperty("keyframes").GetProperty("frame0").GetProperty("url").GetString());
        prompt!.Length.Should().BeInRange(3, 5000);
        ProviderBench.ShouldBe(request.Body, $$$"""
            {"generation_type":"video","model":"ray-flash-2","prompt":"{{{prompt}}}","aspect_ratio":"16:9",
             "resolution":"1080p","duration":"9s",
             "keyframes":{"frame0":{"type":"image","url":"{{{still}}}"}},
             "callback_url":"https://app.example.com/api/v1/webhooks/luma_dream_machine/{{{ProviderBench.Token}}}"}
            """);
    }

    [Theory]
    [InlineData("queued", typeof(JobAnswer.Queued))]
    [InlineData("dreaming", typeof(JobAnswer.Running))]
    [InlineData("upscaling", typeof(JobAnswer.Running))]
    [InlineData("completed", typeof(JobAnswer.Ready))]
    public async Task GetAsync_State_IsRead(string state, Type expected)
    {
        var server = new StubServer().Answers(200, $$"""{"id":"job/1","state":"{{state}}","failure_reason":null,"assets":null}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma_dream_machine");

        (await provider.GetAsync(job, default)).Should().BeOfType(expected);

        server.Only.Address.AbsoluteUri.Should().Be($"{Base}/generations/job%2F1");
    }

    [Theory]
    [InlineData("Contains blacklisted words", ProviderFault.InputRefused)]
    [InlineData("Advanced prompt moderation failed", ProviderFault.InputRefused)]
    [InlineData("Frame moderation failed", ProviderFault.InputRefused)]
    [InlineData("Failed to read user input frames", ProviderFault.InvalidRequest)]
    [InlineData("Prompt processing failed", ProviderFault.GenerationFailed)]
    [InlineData("Job error", ProviderFault.GenerationFailed)]
    [InlineData(null, ProviderFault.GenerationFailed)]
    public async Task GetAsync_FailureReason_SaysWhoseFaultItIsAndIsRefunded(string? reason, ProviderFault fault)
    {
        var server = new StubServer().Answers(200, $$"""{"state":"failed","failure_reason":{{JsonSerializer.Serialize(reason)}}}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma_dream_machine");

        var failed = (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.Failed>().Subject;

        (failed.Failure.Fault, failed.ChargedUsd).Should().Be((fault, 0m));
    }

    [Theory]
    [InlineData("Advanced prompt moderation failed", ProviderFault.InputRefused)]
    [InlineData("resolution is not one of", ProviderFault.InvalidRequest)]
    public async Task SubmitAsync_BadRequest_TellsModerationFromAWrongField(string detail, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(400, $$"""{"detail":"{{detail}}"}"""));
        var (provider, job) = await bench.OrderAsync("luma_dream_machine");

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault.Should().Be(fault);
    }

    [Fact]
    public async Task FindAsync_TokenOnTheSecondPage_FindsTheJob()
    {
        var server = new StubServer()
            .Answers(200, """{"has_more":true,"generations":[{"id":"other","request":{"callback_url":"https://x.example/ffff"}}]}""")
            .Answers(200, $$$"""
                {"has_more":false,"generations":[{"id":"mine","request":{"callback_url":"https://x.example/{{{ProviderBench.Token}}}"}}]}
                """);
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma_dream_machine");

        (await provider.FindAsync(job, default)).Should().Be(new FindAnswer.Found("mine"));

        server.Requests.Select(request => request.Address.PathAndQuery)
            .Should().Equal("/dream-machine/v1/generations?limit=100&offset=0", "/dream-machine/v1/generations?limit=100&offset=100");
    }

    [Theory]
    [InlineData(200, """{"has_more":false,"generations":[{"id":"a","request":{"callback_url":"https://x.example/other"}}]}""", typeof(FindAnswer.Absent))]
    // The attempt was perhaps made when no callbacks were set up; not the job of an hour before.
    [InlineData(200, """{"has_more":false,"generations":[{"id":"a","created_at":"2026-11-24T12:00:01Z","request":{"callback_url":null}}]}""", typeof(FindAnswer.NotSure))]
    [InlineData(200, """{"has_more":false,"generations":[{"id":"a","request":{"callback_url":null}}]}""", typeof(FindAnswer.NotSure))]
    [InlineData(200, """{"has_more":false,"generations":[{"id":"a","created_at":"2026-11-24T11:00:00Z","request":{"callback_url":null}}]}""", typeof(FindAnswer.Absent))]
    [InlineData(200, """{"has_more":false,"generations":[]}""", typeof(FindAnswer.Absent))]
    [InlineData(200, """{"has_more":false,"generations":[{"id":"a"}]}""", typeof(FindAnswer.NotSure))]
    [InlineData(200, """{"generations":[]}""", typeof(FindAnswer.NotSure))]
    [InlineData(200, """{"has_more":true,"generations":[]}""", typeof(FindAnswer.NotSure))] // For ever: given up.
    [InlineData(200, "{}", typeof(FindAnswer.NotSure))]
    [InlineData(200, "<html>", typeof(FindAnswer.NotSure))]
    [InlineData(500, "{}", typeof(FindAnswer.NotSure))]
    [InlineData(401, "{}", typeof(FindAnswer.NotSure))]
    public async Task FindAsync_TokenIsNotListed_IsAbsentOnlyWhenTheWholeListSaysSo(int status, string list, Type expected)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(status, list));
        var (provider, job) = await bench.OrderAsync("luma_dream_machine");

        (await provider.FindAsync(job, default)).Should().BeOfType(expected);
    }

    [Theory]
    [InlineData("https://app.example.com", true)]
    [InlineData("", false)]
    public async Task Contract_WithoutCallbacks_HasNothingToFindJobsBy(string callbacks, bool found)
    {
        await using var bench = new ProviderBench(new StubServer(), ("Providers:CallbackBaseUrl", callbacks));
        var contract = bench.Find("luma_dream_machine")!.Contract;

        (contract.CanFindLostJobs, contract.SendsWebhooks, contract.SubmitIsRepeatable).Should().Be((found, found, false));
    }
}
