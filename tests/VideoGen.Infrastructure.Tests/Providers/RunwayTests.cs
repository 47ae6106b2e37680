using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class RunwayTests
{
    [Theory]
    [InlineData("runway", 5, AspectRatio.Landscape, Resolution.P1080, "gen4.5", "1280:720", 5, null)]
    [InlineData("runway", 4.2, AspectRatio.Square, Resolution.P720, "gen4.5", "960:960", 5, null)]
    [InlineData("runway:gen4_turbo", 9.5, AspectRatio.Portrait, Resolution.P720, "gen4_turbo", "720:1280", 10, null)]
    [InlineData("runway:veo3.1", 5, AspectRatio.Landscape, Resolution.P1080, "veo3.1", "1920:1080", 6, false)]
    [InlineData("runway:veo3.1_fast", 8, AspectRatio.Portrait, Resolution.P1080, "veo3.1_fast", "1080:1920", 8, false)]
    [InlineData("runway:veo3.1_fast", 3, AspectRatio.Landscape, Resolution.P720, "veo3.1_fast", "1280:720", 4, false)]
    public async Task SubmitAsync_Scene_SendsTheDocumentedRequest(
        string choice, double seconds, AspectRatio ratio, Resolution resolution, string model, string wireRatio, int duration, bool? audio)
    {
        var server = new StubServer().Answers(200, """{"id":"task-1"}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync(choice, seconds, ratio, resolution);

        (await provider.SubmitAsync(job, default)).Should().Be(new SubmitAnswer.Accepted("task-1"));

        var request = server.Only;
        (request.Method, request.Address.ToString()).Should().Be((HttpMethod.Post, "https://api.dev.runwayml.com/v1/image_to_video"));
        request.Headers.Authorization!.ToString().Should().Be($"Bearer {ProviderBench.Key}");
        request.Headers.GetValues("X-Runway-Version").Should().Equal("2024-11-06");
        var body = JsonDocument.Parse(request.Body).RootElement;
        var (text, image) = (body.GetProperty("promptText").GetString()!, body.GetProperty("promptImage").GetString()!);
        image.Should().StartWith("data:image/png;base64,");
        ProviderBench.ShouldBe(request.Body, $$"""
            {"model":"{{model}}","promptText":"{{text}}","promptImage":"{{image}}",
             "ratio":"{{wireRatio}}","duration":{{duration}}{{(audio is null ? "" : ",\"audio\":false")}}}
            """);
    }

    [Fact]
    public async Task SubmitAsync_ModelThatTakesNoStill_GoesToTextToVideo()
    {
        var server = new StubServer().Answers(200, """{"id":"task-1"}""");
        await using var bench = new ProviderBench(
            server, ("Providers:Runway:Models:0:Id", "gen4.5"), ("Providers:Runway:Models:0:ImageInput", "None"));
        var (provider, job) = await bench.OrderAsync("runway");

        await provider.SubmitAsync(job, default);

        server.Only.Address.AbsolutePath.Should().Be("/v1/text_to_video");
        server.Only.Body.Should().NotContain("promptImage");
    }

    [Theory]
    [InlineData("""{"status":"PENDING"}""", typeof(JobAnswer.Queued), null)]
    [InlineData("""{"status":"THROTTLED"}""", typeof(JobAnswer.Queued), null)]
    [InlineData("""{"status":"RUNNING","progress":0.42}""", typeof(JobAnswer.Running), 0.42)]
    [InlineData("""{"status":"RUNNING","progress":7}""", typeof(JobAnswer.Running), 1.0)]
    [InlineData("""{"status":"RUNNING"}""", typeof(JobAnswer.Running), null)]
    [InlineData("""{"status":"POLISHING"}""", typeof(JobAnswer.Running), null)]
    [InlineData("""{"status":"SUCCEEDED","output":["https://dnznrvs05pmza.cloudfront.net/x.mp4"]}""", typeof(JobAnswer.Ready), null)]
    [InlineData("""{"status":"SUCCEEDED","output":[]}""", typeof(JobAnswer.Ready), null)]
    [InlineData("""{"status":"CANCELLED"}""", typeof(JobAnswer.Failed), null)]
    public async Task GetAsync_Status_IsRead(string task, Type expected, double? progress)
    {
        var server = new StubServer().Answers(200, task);
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        var answer = await provider.GetAsync(job, default);

        answer.Should().BeOfType(expected);
        (answer as JobAnswer.Running)?.Progress.Should().Be(progress);
        server.Only.Address.AbsoluteUri.Should().Be("https://api.dev.runwayml.com/v1/tasks/job%2F1");
    }

    [Theory]
    [InlineData("SAFETY.INPUT.TEXT", ProviderFault.InputRefused, true)]
    [InlineData("SAFETY.INPUT.IMAGE", ProviderFault.InputRefused, true)]
    [InlineData("SAFETY.OUTPUT.VIDEO", ProviderFault.OutputRefused, true)]
    [InlineData("INPUT_PREPROCESSING.SAFETY.TEXT", ProviderFault.InputRefused, true)]
    [InlineData("INPUT_PREPROCESSING.INTERNAL", ProviderFault.GenerationFailed, false)]
    [InlineData("ASSET.INVALID", ProviderFault.InvalidRequest, false)]
    [InlineData("INTERNAL.BAD_OUTPUT.CODE01", ProviderFault.GenerationFailed, false)]
    [InlineData("INTERNAL", ProviderFault.GenerationFailed, false)]
    [InlineData("THIRD_PARTY.UNAVAILABLE", ProviderFault.Unavailable, false)]
    [InlineData("SOMETHING.NEW", ProviderFault.GenerationFailed, false)]
    [InlineData(null, ProviderFault.GenerationFailed, false)]
    public async Task GetAsync_FailureCode_SaysWhoseFaultItIsAndWhetherItIsCharged(string? code, ProviderFault fault, bool charged)
    {
        var told = code is null ? "" : $$""" ,"failure":"text about safety","failureCode":"{{code}}" """;
        var server = new StubServer().Answers(200, $$"""{"status":"FAILED"{{told}}}""");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        var failed = (await provider.GetAsync(job, default)).Should().BeOfType<JobAnswer.Failed>().Subject;

        // Five seconds of gen4.5 at 12 cents.
        (failed.Failure.Fault, failed.Failure.ProviderCode, failed.ChargedUsd).Should().Be((fault, code, charged ? 0.60m : null));
    }

    [Theory]
    [InlineData("You do not have enough credits to run this task.", ProviderFault.OutOfCredit)]
    [InlineData("Validation of body failed", ProviderFault.InvalidRequest)]
    public async Task SubmitAsync_BadRequest_TellsAnEmptyAccountFromAWrongField(string error, ProviderFault fault)
    {
        await using var bench = new ProviderBench(new StubServer().Answers(400, $$"""{"error":"{{error}}"}"""));
        var (provider, job) = await bench.OrderAsync("runway");

        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Refused>().Which.Failure.Fault.Should().Be(fault);
    }

    [Theory]
    [InlineData("PENDING", true)]
    [InlineData("THROTTLED", true)]
    [InlineData("RUNNING", true)]
    [InlineData("SUCCEEDED", false)]
    [InlineData("FAILED", false)]
    [InlineData("CANCELLED", false)]
    [InlineData("POLISHING", false, false)]
    public async Task CancelAsync_Status_DeletesOnlyWhatIsUnderWay(string status, bool deletes, bool over = true)
    {
        var server = new StubServer().Answers(200, $$"""{"status":"{{status}}"}""").Answers(204, "");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        (await provider.CancelAsync(job, default)).Should().Be(over);

        server.Requests.Select(request => request.Method.Method).Should().Equal(deletes ? ["GET", "DELETE"] : ["GET"]);
        provider.Contract.CanCancel.Should().BeTrue();
    }

    [Theory]
    [InlineData(200, 503, false)]
    [InlineData(200, 404, true)]
    [InlineData(503, 0, false)]
    [InlineData(404, 0, false)]
    public async Task CancelAsync_ServerFails_IsOverOnlyWhenNothingIsUnderWay(int read, int deleted, bool over)
    {
        var server = new StubServer().Answers(read, """{"status":"RUNNING"}""").Answers(deleted, "{}");
        await using var bench = new ProviderBench(server);
        var (provider, job) = await bench.OrderAsync("runway");

        (await provider.CancelAsync(job, default)).Should().Be(over);
    }
}
