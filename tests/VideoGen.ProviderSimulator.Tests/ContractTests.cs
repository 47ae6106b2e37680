using System.Net;

namespace VideoGen.ProviderSimulator.Tests;

/// <summary>What each documented rule does to a request that is otherwise good: field, value, status.</summary>
public sealed class ContractTests : SimulatorTests
{
    [Theory]
    [InlineData("luma", "prompt", "remove", 422)]
    [InlineData("luma", "prompt", "5", 422)]
    [InlineData("luma", "model", "\"ray-1\"", 404)]
    [InlineData("luma", "type", "\"movie\"", 422)]
    [InlineData("luma", "aspect_ratio", "\"7:5\"", 422)]
    [InlineData("luma", "loop", "true", 422)]
    [InlineData("luma", "video.resolution", "\"4k\"", 422)]
    [InlineData("luma", "video.duration", "\"9s\"", 422)]
    [InlineData("luma", "video.nothing", "1", 422)]
    [InlineData("luma", "video.start_frame", """{"url":"http://127.0.0.1:9/x.png"}""", 422)]
    [InlineData("luma", "video.start_frame", """{"url":"ftp://example.test/x.png"}""", 422)]
    [InlineData("luma", "video.start_frame", """{"data":"aGk="}""", 422)]
    [InlineData("luma", "video", """{"duration":"10s","loop":true}""", 422)]
    [InlineData("luma", "video", """{"duration":"10s","start_frame":{"url":"https://example.test/x.png"}}""", 422)]
    [InlineData("luma", "video", """{"loop":true,"end_frame":{"url":"https://example.test/x.png"}}""", 422)]
    [InlineData("luma", "video", """{"keyframes":[{"url":"https://example.test/x.png"}]}""", 422)]
    [InlineData("luma_dream_machine", "model", "remove", 400)]
    [InlineData("luma_dream_machine", "model", "\"ray-3.2\"", 400)]
    [InlineData("luma_dream_machine", "prompt", "remove", 400)]
    [InlineData("luma_dream_machine", "prompt", "\"ab\"", 400)]
    [InlineData("luma_dream_machine", "duration", "\"10s\"", 400)]
    [InlineData("luma_dream_machine", "resolution", "\"360p\"", 400)]
    [InlineData("luma_dream_machine", "seed", "1", 400)]
    [InlineData("luma_dream_machine", "keyframes", """{"frame2":{}}""", 400)]
    [InlineData("luma_dream_machine", "keyframes", """{"frame0":{"type":"generation","id":"nobody"}}""", 404)]
    [InlineData("runway", "promptText", "remove", 400)]
    [InlineData("runway", "model", "\"gen4_turbo\"", 400)]
    [InlineData("runway", "model", "\"gen3a_turbo\"", 400)]
    [InlineData("runway", "ratio", "\"960:960\"", 400)]
    [InlineData("runway", "ratio", "remove", 400)]
    [InlineData("runway", "duration", "remove", 400)]
    [InlineData("runway", "duration", "11", 400)]
    [InlineData("runway", "duration", "2.5", 400)]
    [InlineData("runway", "promptImage", "\"https://example.test/x.png\"", 400)]
    [InlineData("runway", "audio", "true", 400)]
    [InlineData("runway", "contentModeration", """{"publicFigureThreshold":"off"}""", 400)]
    [InlineData("heygen", "script", "remove", 400)]
    [InlineData("heygen", "type", "\"cartoon\"", 400)]
    [InlineData("heygen", "avatar_id", "\"group_demo\"", 404)]
    [InlineData("heygen", "voice_id", "\"nobody\"", 404)]
    [InlineData("heygen", "dimension", """{"width":1920}""", 400)]
    [InlineData("heygen", "resolution", "\"540p\"", 400)]
    [InlineData("heygen", "aspect_ratio", "\"21:9\"", 400)]
    [InlineData("heygen", "engine", """{"type":"avatar_ii"}""", 400)]
    [InlineData("heygen", "voice_settings", """{"speed":2}""", 400)]
    [InlineData("heygen", "background", """{"type":"image","url":"http://127.0.0.1:9/x.png"}""", 400)]
    public async Task Create_RuleIsBroken_IsRefusedAndFree(string provider, string field, string value, int status)
    {
        using var client = Client(provider);

        var answer = await client.PostAsync(Orders.Path(provider), Orders.With(Orders.Body(provider), field, value));

        ((int)answer.Status).Should().Be(status, answer.Text);
        answer.At(provider switch { "runway" => "error", "heygen" => "error.message", _ => "detail" }).Should().NotBeNullOrEmpty();
        (await Simulator.JobsAsync()).Should().BeEmpty();
        (await Simulator.NetUsdAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("luma", 5001, 422)]
    [InlineData("luma_dream_machine", 5001, 400)]
    [InlineData("runway", 1001, 400)]
    [InlineData("heygen", 5001, 400)]
    public async Task Create_TextIsTooLong_IsRefused(string provider, int length, int status)
    {
        using var client = Client(provider);

        ((int)(await client.PostAsync(Orders.Path(provider), Orders.Body(provider, new string('x', length)))).Status).Should().Be(status);
    }

    [Theory]
    [InlineData("luma")]
    [InlineData("luma_dream_machine")]
    [InlineData("runway")]
    [InlineData("heygen")]
    public async Task AnyCall_KeyIsWrong_Is401InTheContractsWords(string provider)
    {
        using var client = new ProviderClient(Simulator, provider, key: "stolen");

        var answer = await client.PostAsync(Orders.Path(provider), Orders.Body(provider));

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        (provider == "heygen" ? answer.At("error.code") : "authentication_failed").Should().Be("authentication_failed");
        (await Simulator.RequestsAsync(provider)).Should().Be(1, "refused calls count");
    }

    [Theory]
    [InlineData("luma", 5)]
    [InlineData("luma_dream_machine", 5)]
    [InlineData("runway", 2)]
    [InlineData("heygen", 1)]
    public async Task Job_NothingIsWrong_EndsWithAClipAsOrdered(string provider, int seconds)
    {
        var job = await MakeAsync(provider);

        var clip = await Mp4.ProbeAsync(Orders.Url(provider, job)!);
        clip.Seconds.Should().BeApproximately(seconds, 0.05);
        (clip.Width, clip.Height).Should().Be(provider switch
        {
            "luma" => (360, 360),
            "luma_dream_machine" => (540, 540),
            "runway" => (720, 1280),
            _ => (720, 720),
        });
        clip.HasSound.Should().Be(provider == "heygen");
        (await Simulator.NetUsdAsync(provider)).Should().Be(Orders.Usd(provider));
        Orders.FailureWord(provider, job).Should().BeNull();
    }

    [Theory]
    [InlineData("luma")]
    [InlineData("luma_dream_machine")]
    [InlineData("runway")]
    [InlineData("heygen")]
    public async Task Get_UnknownJob_Is404(string provider)
    {
        using var client = Client(provider);

        (await client.GetAsync(Orders.StatusPath(provider, "nobody"))).Status.Should().Be(HttpStatusCode.NotFound);
    }
}
