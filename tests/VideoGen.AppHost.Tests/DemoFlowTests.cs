using System.Text.Json.Nodes;
using VideoGen.AppHost.Demo;

namespace VideoGen.AppHost.Tests;

public sealed class DemoFlowTests : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    readonly StringWriter _output = new();
    FakeVideoApi _api = null!;

    const string Approve = $"POST /api/v1/videos/{FakeVideoApi.VideoId}/approve";

    public async ValueTask InitializeAsync() => _api = await FakeVideoApi.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_AllGoesWell_LeavesTheFilmAndSaysWhatItIs()
    {
        await RunAsync();

        (await File.ReadAllBytesAsync(_folder.In("films/demo.mp4"))).Should().Equal(FakeVideoApi.Film);
        Directory.GetFiles(_folder.In("films")).Should().ContainSingle("nothing half-written is left beside it");
        _output.ToString().Should().Contain($"Done: {_folder.In("films/demo.mp4")}")
            .And.Contain("20.0 s, 1920x1080 h264, 0.1 MB").And.Contain("cost 0.75 USD");
    }

    [Fact]
    public async Task RunAsync_OnTheWay_TellsPhaseSceneAndPlan()
    {
        await RunAsync();

        _output.ToString().Should().Contain("  5 %  script generating: Writing the script")
            .And.Contain(" 60 %  video rendering, scene 2 of 6")
            .And.Contain("Script \"Morning light\"").And.Contain(" 2. call to action, 5 s: Try it today.")
            .And.Contain("Storyboard, revision 2; rendering it costs 1.25 USD")
            .And.Contain(" 2. close up, static, then fade through black: The product in a hand");
    }

    [Fact]
    public async Task RunAsync_MessageNamesTheScene_DoesNotRepeatIt()
    {
        _api.Steps[3]["progress"]!["message"] = "Rendering scene 2 of 6";

        await RunAsync();

        _output.ToString().Should().Contain(" 60 %  video rendering: Rendering scene 2 of 6");
    }

    [Fact]
    public async Task RunAsync_NothingMoves_PrintsTheStateOnce()
    {
        _api.Steps.Insert(1, FakeVideoApi.Video("script_generating", 5, message: "Writing the script"));

        await RunAsync();

        _output.ToString().Split("Writing the script").Should().HaveCount(2);
    }

    [Fact]
    public async Task RunAsync_WithSettings_OrdersWhatWasAskedForFromTheSample()
    {
        await RunAsync();

        Body("POST /api/v1/brands")["name"]!.GetValue<string>().Should().Be("Haru");
        Body("POST /api/v1/products")["brand_id"]!.GetValue<string>().Should().Be("the-brands");
        var order = Body("POST /api/v1/videos");
        (order["brand_id"]!.GetValue<string>(), order["product_id"]!.GetValue<string>(), order["reference_id"]!.GetValue<string>())
            .Should().Be(("the-brands", "the-products", "the-references"));
        var options = order["options"]!;
        (options["language"]!.GetValue<string>(), options["aspect_ratio"]!.GetValue<string>(), options["duration_seconds"]!.GetValue<int>())
            .Should().Be(("ko", "9:16", 30));
    }

    [Fact]
    public async Task RunAsync_AtTheReview_ApprovesExactlyWhatWasShownAndOnce()
    {
        await RunAsync();

        _api.Calls.Count(call => call.Call == Approve).Should().Be(1);
        Body(Approve)["revision"]!.GetValue<int>().Should().Be(2);
        Body(Approve)["max_cost_usd"]!.GetValue<string>().Should().Be("2.00", "0.75 is spent already, and rendering costs 1.25");
    }

    [Fact]
    public async Task RunAsync_ApprovalIsRefused_ShowsTheConflictAsItIs()
    {
        _api.Refusals[Approve] = (409, """
            {"title": "The storyboard has changed", "detail": "Revision 3 is current.", "code": "revision_conflict",
             "revision": 3, "trace_id": "00-ab"}
            """);

        var failure = await RunAsync_Fails();

        failure.Should().ContainAll("409", "The storyboard has changed", "Revision 3 is current.", "code: revision_conflict", "revision: 3")
            .And.NotContain("00-ab");
        File.Exists(_folder.In("films/demo.mp4")).Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_ABodyIsWrong_NamesTheFields()
    {
        _api.Refusals["POST /api/v1/products"] = (400, """
            {"title": "Not valid", "code": "validation_failed", "errors": [{"field": "name", "message": "Give it a name."}]}
            """);

        (await RunAsync_Fails()).Should().ContainAll("POST /api/v1/products", "400", "Not valid", "name: Give it a name.");
    }

    [Fact]
    public async Task RunAsync_TheVideoFails_TellsSceneReasonAndDetail()
    {
        var failed = FakeVideoApi.Video("failed", 60, withPlan: true);
        failed["failure"] = JsonNode.Parse("""
            {"code": "render_failed", "message": "The scene could not be rendered.", "scene": 4, "detail": "ffmpeg: no space"}
            """);
        _api.Steps[^1] = failed;

        (await RunAsync_Fails()).Should().ContainAll(
            "failed, scene 4", "The scene could not be rendered.", "render_failed", "ffmpeg: no space");
    }

    [Fact]
    public async Task RunAsync_TheVideoIsCancelledElsewhere_SaysSo()
    {
        _api.Steps[1] = FakeVideoApi.Video("cancelled", 5);
        _api.Steps.RemoveRange(2, 3);

        (await RunAsync_Fails()).Should().Contain("cancelled");
    }

    [Fact]
    public async Task RunAsync_NoPriceAtTheReview_ApprovesNothing()
    {
        _api.Steps[2]["quote"] = null;

        (await RunAsync_Fails()).Should().Contain("no price");
        _api.Calls.Should().NotContain(call => call.Call == Approve);
    }

    [Fact]
    public async Task RunAsync_VideoStandsStillTooLong_GivesUp()
    {
        _api.Steps.RemoveRange(1, 4);

        (await RunAsync_Fails(patience: TimeSpan.Zero)).Should().Contain("no progress");
    }

    [Fact]
    public async Task RunAsync_DownloadIsDamaged_KeepsNoFile()
    {
        _api.Steps[^1]["result"]!["sha256"] = new string('0', 64);

        (await RunAsync_Fails()).Should().Contain("damaged");
        Directory.GetFiles(_folder.In("films")).Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_NobodyAnswers_NamesTheAddress()
    {
        using var http = _api.CreateClient();
        await _api.DisposeAsync();

        (await RunAsync_Fails(http)).Should().ContainAll("no answer", http.BaseAddress!.ToString());
    }

    JsonNode Body(string call) => _api.Calls.Single(made => made.Call == call).Body!;

    async Task<string> RunAsync_Fails(HttpClient? client = null, TimeSpan? patience = null)
        => (await FluentActions.Awaiting(() => RunAsync(client, patience)).Should().ThrowAsync<CannotGoOnException>()).Which.Message;

    async Task RunAsync(HttpClient? client = null, TimeSpan? patience = null)
    {
        using var http = client ?? _api.CreateClient();
        var flow = new DemoFlow(new VideoApi(http), new DemoReport(_output), TimeSpan.Zero, patience ?? TimeSpan.FromMinutes(5));
        var sample = JsonNode.Parse("""
            {"brand": {"name": "Haru"}, "product": {"name": "Tea"}, "reference": {"segments": []}}
            """)!.AsObject();
        await flow.RunAsync(sample, new DemoSettings("ko", "9:16", 30, _folder.In("films/demo.mp4"), null), CancellationToken.None);
    }
}
