using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Media;

namespace VideoGen.App.Tests;

/// <summary>The way of a video, as a program on the API walks it.</summary>
public sealed class JourneyTests(SharedApp fixture)
{
    ApiClient Api => fixture.Api;

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task Video_ReviewedAtTheStoryboard_IsRenderedAsApproved(string language)
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(language, ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        waiting["quote"]!["total_usd"]!.GetValue<string>().Should().Be("0.00");
        (await fixture.App.Http.GetAsync(waiting["scenes"]![0]!["still_url"]!.GetValue<string>())).Content.Headers.ContentType!.MediaType.Should().Be("image/png");

        var approved = await Api.PostAsync($"api/v1/videos/{id}/approve", Approval(waiting, "0.00"));

        approved.Status.Should().Be(HttpStatusCode.Accepted);
        var video = await Api.WaitAsync(id, video => video.Status() == "completed");
        video["cost_usd"]!.GetValue<string>().Should().Be("0.00");
        video["progress"]!["percent"]!.GetValue<int>().Should().Be(100);
        video["scenes"]!.AsArray().Select(scene => scene!["state"]!.GetValue<string>()).Should().OnlyContain(state => state == "finished");
        await CheckFileAsync(video);
    }

    [Fact]
    public async Task Script_EditedInReview_IsWhatTheStoryboardSays()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script", "storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        var script = waiting["script"]!["content"]!.DeepClone();
        script["scenes"]![0]!["narration"] = "These words are mine.";

        var edited = await Api.PutAsync($"api/v1/videos/{id}/script", script, ifMatch: "\"1\"");
        var lost = await Api.PutAsync($"api/v1/videos/{id}/script", script, ifMatch: "\"1\"");

        edited.Status.Should().Be(HttpStatusCode.Accepted);
        edited.Body!["script"]!["revision"]!.GetValue<int>().Should().Be(2);
        lost.Code.Should().Be("revision_moved");
        (await Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject { ["revision"] = 2 })).Status.Should().Be(HttpStatusCode.Accepted);
        var drawn = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        drawn["storyboard"]!["content"]!["scenes"]![0]!["narration"]!.GetValue<string>().Should().Be("These words are mine.");
        (await Api.PostAsync($"api/v1/videos/{id}/cancel")).Status.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Approve_AnotherRevisionThanTheCurrent_ChangesNothingAndShowsTheCurrent()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        var storyboard = waiting["storyboard"]!["content"]!.DeepClone();
        storyboard["scenes"]![0]!["camera_movement"] = "pan_left";
        var edited = await Api.PutAsync($"api/v1/videos/{id}/storyboard", storyboard, waiting.StoryboardTag());

        var stale = await Api.PostAsync($"api/v1/videos/{id}/approve", Approval(waiting, "0.00"));

        stale.Status.Should().Be(HttpStatusCode.Conflict);
        stale.Code.Should().Be("revision_moved");
        stale.Body!["current"]!["revision"]!.GetValue<int>().Should().Be(edited.Body!["storyboard"]!["revision"]!.GetValue<int>());
        stale.Body!["current"]!["quote"]!["total_usd"]!.GetValue<string>().Should().Be("0.00");
        (await Api.VideoAsync(id)).WaitingFor().Should().Be("storyboard_review");
        (await Api.PostAsync($"api/v1/videos/{id}/cancel")).Status.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Decisions_ThatComeTooLate_AreRefusedAndChangeNothing()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        await Api.PostAsync($"api/v1/videos/{id}/approve", Approval(waiting, "0.00"));

        var again = await Api.PostAsync($"api/v1/videos/{id}/approve", Approval(waiting, "0.00"));
        var edit = await Api.PutAsync($"api/v1/videos/{id}/storyboard", waiting["storyboard"]!["content"]!.DeepClone(), waiting.StoryboardTag());
        await Api.PostAsync($"api/v1/videos/{id}/cancel");
        var completed = (await fixture.CompletedAsync()).Video["id"]!.GetValue<string>();
        var cancel = await Api.PostAsync($"api/v1/videos/{completed}/cancel");
        var retry = await Api.PostAsync($"api/v1/videos/{completed}/retry");

        new[] { again.Code, edit.Code, cancel.Code, retry.Code }.Should().Equal("not_in_review", "not_in_review", "not_under_way", "not_failed");
        new[] { again, edit, cancel, retry }.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Conflict);
        (await Api.VideoAsync(completed)).Status().Should().Be("completed");
    }

    [Fact]
    public async Task Cancel_WhileInReview_EndsTheOrchestration()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");

        await Api.PostAsync($"api/v1/videos/{id}/cancel");

        (await Api.VideoAsync(id)).Status().Should().Be("cancelled");
        await Eventually.BeAsync(async () => (await fixture.QueryAsync<string>(
            "select status from durable.instance where id = @id", new { id })).Single() == "completed");
    }

    [Fact]
    public async Task SameScenesAgain_TakeTheFinishedClips()
    {
        var (input, _) = await fixture.CompletedAsync();

        var second = await Api.WaitAsync(await Api.StartVideoAsync(input), video => video.Status() == "completed");

        second["scenes"]!.AsArray().Select(scene => scene!["reused"]!.GetValue<bool>()).Should().OnlyContain(reused => reused);
        (await fixture.QueryAsync<int>("select count(*)::int from render_jobs where video_id = @id", new { id = Guid.Parse(second["id"]!.GetValue<string>()) }))
            .Should().Equal(0);
    }

    async Task CheckFileAsync(JsonNode video)
    {
        var redirect = await fixture.App.Http.GetAsync(video["result"]!["download_url"]!.GetValue<string>());
        redirect.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var link = redirect.Headers.Location!;
        var file = await fixture.App.Http.GetByteArrayAsync(link);
        Convert.ToHexStringLower(SHA256.HashData(file)).Should().Be(video["result"]!["sha256"]!.GetValue<string>());
        (await fixture.App.Http.GetAsync(link.ToString().Replace("signature=", "signature=x", StringComparison.Ordinal))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await fixture.App.Http.GetAsync(video["result"]!["thumbnail_url"]!.GetValue<string>())).Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");

        var path = Path.Combine(fixture.WorkFolder, $"{video["id"]}.mp4");
        await File.WriteAllBytesAsync(path, file);
        var info = await new MediaProbe(Options.Create(new MediaOptions())).ProbeAsync(path, CancellationToken.None);
        info.Should().BeEquivalentTo(new { Width = 720, Height = 720, Codec = "h264", AudioCodec = "aac", FrameRate = 10.0, ColorMatrix = "bt709" });
        info.DurationSeconds.Should().BeApproximately(10, 0.05);
    }

    static JsonObject Approval(JsonNode video, string maxCostUsd)
        => new() { ["revision"] = video["storyboard"]!["revision"]!.GetValue<int>(), ["max_cost_usd"] = maxCostUsd };
}
