using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>What breaks on purpose: the video says why, and a retry goes on from there.</summary>
public sealed class FailureTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task FfmpegFails_SceneSaysWhy_AndRetryRendersOnlyWhatIsMissing()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync("ko", ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        await File.WriteAllTextAsync(fixture.BreakScenes, "");
        await Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject { ["revision"] = waiting["storyboard"]!["revision"]!.GetValue<int>(), ["max_cost_usd"] = "0.00" });
        var failed = await Api.WaitAsync(id, video => video.Status() == "failed");
        File.Delete(fixture.BreakScenes);

        var retried = await Api.PostAsync($"api/v1/videos/{id}/retry");

        failed["failure"]!["code"]!.GetValue<string>().Should().Be("render_failed");
        failed["failure"]!["detail"]!.GetValue<string>().Should().Contain("broken on purpose");
        var scenes = failed["scenes"]!.AsArray().Select(scene => (Number: scene!["number"]!.GetValue<int>(), State: scene["state"]!.GetValue<string>()));
        var kept = scenes.Should().ContainSingle(scene => scene.State == "finished").Subject.Number;
        failed["failure"]!["scene"]!.GetValue<int>().Should().NotBe(kept);
        retried.Status.Should().Be(HttpStatusCode.Accepted);
        await Api.WaitAsync(id, video => video.Status() == "completed");
        (await fixture.QueryAsync<int>("select count(*)::int from render_jobs where video_id = @id and scene = @kept", new { id = Guid.Parse(id), kept }))
            .Should().Equal([1], "the finished scene is taken as it is");
    }

    [Fact]
    public async Task Terminate_TheOrchestrationOfAScene_FailsTheVideo()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync());
        await Eventually.BeAsync(async () => (await fixture.QueryAsync<string>("""
            insert into durable.inbox (instance_id, type)
            select id, 'terminated' from durable.instance where parent_id is not null and status = 'running' limit 1
            returning instance_id
            """)).Count == 1);

        var video = await Api.WaitAsync(id, video => video.Status() == "failed");

        video["failure"]!["code"]!.GetValue<string>().Should().Be("internal_error");
        video["failure"]!["detail"]!.GetValue<string>().Should().Contain("'RenderScene'");
    }
}
