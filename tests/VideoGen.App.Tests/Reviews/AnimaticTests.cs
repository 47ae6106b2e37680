using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Media;

namespace VideoGen.App.Tests.Reviews;

/// <summary>The free preview of a storyboard.</summary>
public sealed class AnimaticTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Animatic_OfAStoryboardInReview_SurvivesTheProcessAndIsFilmedOnceForEachContent()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        waiting["animatic"].Should().BeNull();

        var asked = await Api.PostAsync($"api/v1/videos/{id}/animatic");
        await fixture.KillAndRestartAsync();
        var ready = await ReadyAsync(id);

        asked.Status.Should().Be(HttpStatusCode.Accepted);
        asked.Body!["animatic"]!["status"]!.GetValue<string>().Should().Be("rendering");
        (ready["animatic"]!["percent"]!.GetValue<int>(), ready["cost_usd"]!.GetValue<string>(), ready.WaitingFor()).Should().Be((100, "0.00", "storyboard_review"));
        await CheckFilmAsync(ready["animatic"]!["url"]!.GetValue<string>());

        var board = waiting["storyboard"]!["content"]!.DeepClone();
        board["scenes"]![0]!["camera_movement"] = "pan_left";
        var edited = (await Api.PutAsync($"api/v1/videos/{id}/storyboard", board, ready.StoryboardTag())).Body!;
        var restored = (await Api.SendAsync(HttpMethod.Post, $"api/v1/videos/{id}/revisions/2/restore", null, edited.StoryboardTag())).Body!;
        await Api.PostAsync($"api/v1/videos/{id}/animatic");
        var again = await ReadyAsync(id);

        edited["animatic"]!["revision"]!.GetValue<int>().Should().Be(2, "there is none of the new revision yet");
        again["animatic"]!["revision"]!.GetValue<int>().Should().Be(restored["storyboard"]!["revision"]!.GetValue<int>());
        Path(again).Should().Be(Path(ready), "the same storyboard is filmed once");
        (await fixture.QueryAsync<string>("select type from video_events where video_id = @id and type like 'animatic%'", new { id = Guid.Parse(id) }))
            .Should().Equal("animatic_ready", "animatic_ready");
    }

    [Fact]
    public async Task Animatic_ItsProgressMoves_SoDoesTheVideosETag()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        await ShowAsync("insert into animatics (video_id, revision, progress) values (@id, 2, 0.2)");
        var first = await Api.GetAsync($"api/v1/videos/{id}");

        await ShowAsync("update animatics set progress = 0.4 where video_id = @id");
        var moved = await KnownAsync(first);

        (moved.Status, moved.Body!["animatic"]!["percent"]!.GetValue<int>()).Should().Be((HttpStatusCode.OK, 40));
        (await KnownAsync(moved)).Status.Should().Be(HttpStatusCode.NotModified);

        Task ShowAsync(string sql) => fixture.QueryAsync<int>(sql, new { id = Guid.Parse(id) });

        Task<ApiAnswer> KnownAsync(ApiAnswer known) => Api.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"api/v1/videos/{id}") { Headers = { { "If-None-Match", known.Message.Headers.ETag!.ToString() } } });
    }

    [Fact]
    public async Task Animatic_WithoutAStoryboard_IsRefused()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");

        (await Api.PostAsync($"api/v1/videos/{id}/animatic")).Code.Should().Be("no_storyboard");
        (await Api.PostAsync($"api/v1/videos/{Guid.NewGuid()}/animatic")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Animatic_SomethingBreaks_SaysToAskAgain()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        var key = new { id = Guid.Parse(id) };
        await fixture.QueryAsync<int>("""
            insert into video_revisions (video_id, revision, kind, digest, content, author, origin)
            select video_id, 99, kind, digest, '"broken"', author, origin from video_revisions where video_id = @id and kind = 'storyboard'
            """, key);

        // The watch finds it.
        await fixture.QueryAsync<int>("insert into animatics (video_id, revision, asked_at) values (@id, 99, clock_timestamp() - interval '1 minute')", key);

        await Eventually.BeAsync(async () => (await fixture.QueryAsync<string>(
            "select failure ->> 'message' from animatics where video_id = @id and state = 'failed'", key))
            is ["Something went wrong on our side. Ask for the preview again."]);
    }

    Task<JsonNode> ReadyAsync(string id) => Api.WaitAsync(id, video
        => video["animatic"] is { } animatic && animatic["status"]!.GetValue<string>() == "ready"
            && animatic["revision"]!.GetValue<int>() == video["storyboard"]!["revision"]!.GetValue<int>());

    async Task CheckFilmAsync(string url)
    {
        var path = System.IO.Path.Combine(fixture.WorkFolder, "animatic.mp4");
        await File.WriteAllBytesAsync(path, await fixture.App.Http.GetByteArrayAsync(url));
        var info = await new MediaProbe(Options.Create(new MediaOptions())).ProbeAsync(path, CancellationToken.None);
        info.Should().BeEquivalentTo(new { Width = 480, Height = 480, Codec = "h264", AudioCodec = "aac", FrameRate = 10.0 });
        info.DurationSeconds.Should().BeApproximately(10, 0.05);
    }

    static string Path(JsonNode video) => new Uri(video["animatic"]!["url"]!.GetValue<string>()).AbsolutePath;
}
