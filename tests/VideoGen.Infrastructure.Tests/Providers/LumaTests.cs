using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class LumaTests
{
    const string Prompt = "Close-up from a low angle; the camera slowly pushes in. A lamp on a desk. "
        + "No written words, letters, captions or watermarks anywhere in the picture.";

    [Fact]
    public async Task SubmitAsync_SceneWithReachableStill_SendsTheDocumentedRequest()
    {
        var server = new StubServer().Answers(
            201, """{"id":"gen-1","type":"video","model":"ray-3.2","state":"queued","output":[],"brand_new_field":1}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma");

        (await provider.SubmitAsync(job, default)).Should().Be(new SubmitAnswer.Accepted("gen-1"));

        var request = server.Only;
        (request.Method, request.Address.ToString()).Should().Be((HttpMethod.Post, "https://agents.lumalabs.ai/v1/generations"));
        request.ContentType.Should().Be("application/json; charset=utf-8");
        request.Headers.Authorization!.ToString().Should().Be($"Bearer {ProviderBench.Key}");
        var video = JsonDocument.Parse(request.Body).RootElement.GetProperty("video");
        var still = video.GetProperty("start_frame").GetProperty("url").GetString()!;
        still.Should().StartWith("https://app.example.com/api/assets/stills/");
        ProviderBench.ShouldBe(request.Body,
            $$$$"""
            {"model":"ray-3.2","type":"video","prompt":"{{{{Prompt}}}}","aspect_ratio":"16:9",
             "video":{"resolution":"1080p","duration":"5s","start_frame":{"url":"{{{{still}}}}"}}}
            """);
    }

    [Theory]
    [InlineData("http://localhost:7071/api/assets")]
    [InlineData("https://localhost:7071/api/assets")]
    [InlineData("http://app.example.com/api/assets")]
    public async Task SubmitAsync_StillThatLumaCannotReach_GoesAlong(string assets)
    {
        var server = new StubServer().Answers(201, """{"id":"gen-1"}""");
        await using var bench = new ProviderBench(server, ("Assets:PublicBaseUrl", assets));
        var (provider, job) = await bench.OrderAsync("luma", 5, AspectRatio.Portrait, Resolution.P720);

        await provider.SubmitAsync(job, default);

        ProviderBench.ShouldBe(server.Only.Body, $$$$"""
            {"model":"ray-3.2","type":"video","prompt":"{{{{Prompt}}}}","aspect_ratio":"9:16",
             "video":{"resolution":"720p","duration":"5s","start_frame":{"data":"{{{{ProviderBench.Png}}}}","media_type":"image/png"}}}
            """);
    }

    [Fact]
    public async Task SubmitAsync_TenSeconds_BeginsWithTheStillAsItsOnlyKeyframe()
    {
        var server = new StubServer().Answers(201, """{"id":"gen-1"}""");
        await using var bench = new ProviderBench(server, ("Assets:PublicBaseUrl", "http://localhost:7071/api/assets"));
        var (provider, job) = await bench.OrderAsync("luma", 5.5);

        await provider.SubmitAsync(job, default);

        ProviderBench.ShouldBe(server.Only.Body, $$$$"""
            {"model":"ray-3.2","type":"video","prompt":"{{{{Prompt}}}}","aspect_ratio":"16:9",
             "video":{"resolution":"1080p","duration":"10s",
               "keyframes":[{"data":"{{{{ProviderBench.Png}}}}","media_type":"image/png"}],"keyframe_indexes":[0]}}
            """);
    }

    [Theory]
    [InlineData("queued", typeof(JobAnswer.Queued))]
    [InlineData("processing", typeof(JobAnswer.Running))]
    [InlineData("reticulating", typeof(JobAnswer.Running))]
    [InlineData("completed", typeof(JobAnswer.Ready))]
    public async Task GetAsync_State_IsRead(string state, Type expected)
    {
        var server = new StubServer().Answers(
            200, $$"""{"id":"gen-1","state":"{{state}}","output":[],"failure_code":null,"failure_reason":null}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma");

        (await provider.GetAsync(job, default)).Should().BeOfType(expected);

        server.Only.Address.AbsoluteUri.Should().Be("https://agents.lumalabs.ai/v1/generations/job%2F1");
        bench.Log.All.Any(line => line.Contains("reticulating", StringComparison.Ordinal)).Should().Be(state == "reticulating");
    }

    [Theory]
    [InlineData("content_moderated", ProviderFault.InputRefused)]
    [InlineData("generation_failed", ProviderFault.GenerationFailed)]
    [InlineData("budget_exhausted", ProviderFault.OutOfCredit)]
    [InlineData("output_not_found", ProviderFault.GenerationFailed)]
    [InlineData("image_too_large", ProviderFault.InvalidRequest)]
    [InlineData("unsupported_format", ProviderFault.InvalidRequest)]
    [InlineData("corrupt_input", ProviderFault.InvalidRequest)]
    [InlineData("invalid_request", ProviderFault.InvalidRequest)]
    [InlineData("rate_limited", ProviderFault.Throttled)]
    [InlineData("something_new", ProviderFault.GenerationFailed)]
    [InlineData(null, ProviderFault.GenerationFailed)]
    public async Task GetAsync_FailureCode_SaysWhoseFaultItIsAndCountsAsSpent(string? code, ProviderFault fault)
    {
        // The text speaks of moderation whatever the code: it decides nothing.
        var reason = code is null ? null : "moderation of https://x.example/?key=1";
        var told = new { state = "failed", failure_code = code, failure_reason = reason };
        var server = new StubServer().Answers(200, JsonSerializer.Serialize(told));
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("luma");

        var failed = (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.Failed>().Subject;

        (failed.Failure.Fault, failed.Failure.ProviderCode, failed.ChargedUsd).Should().Be((fault, code, null));
        failed.Failure.Message.Should().NotContain("x.example");
    }

    [Fact]
    public async Task Contract_OfAnApiWithoutListAndKeys_PromisesNothing()
    {
        await using var bench = new ProviderBench(new StubServer(), ("Providers:Luma:MaxConcurrent", "7"));
        var contract = bench.Find("luma")!.Contract;

        (contract.SubmitIsRepeatable, contract.CanFindLostJobs, contract.CanCancel, contract.SendsWebhooks)
            .Should().Be((false, false, false, false));
        contract.MaxConcurrent.Should().Be(7);
        (await bench.Find("luma")!.FindAsync((await bench.OrderAsync("luma")).Job, default)).Should().BeOfType<FindAnswer.NotSure>();
    }
}
