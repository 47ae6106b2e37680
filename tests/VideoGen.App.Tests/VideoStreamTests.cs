using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>The stream of a video's events, as a browser follows it.</summary>
public sealed class VideoStreamTests(SharedApp fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Stream_OfAVideo_ShowsEachStepAndEndsWithIt()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync());

        var events = await ReadAllAsync(await OpenAsync(id));

        events.Where(one => one.Type == "status").Select(one => one.Data["status"]!.GetValue<string>()).Should()
            .Equal("script_generating", "script_ready", "storyboard_creating", "storyboard_ready", "video_rendering", "post_processing", "completed");
        events.Where(one => one.Id is not null).Should().OnlyContain(one => one.Data["type"]!.GetValue<string>() == one.Type && one.Data["at"] != null);
        var progress = events.Where(one => one.Type == "progress").ToList();
        progress.Should().OnlyContain(one => one.Id == null);
        progress[^1].Data["progress"]!["percent"]!.GetValue<int>().Should().Be(100);
        var last = events.Last(one => one.Id is not null).Id!;
        (await OpenAsync(id, last)).StatusCode.Should().Be(HttpStatusCode.NoContent, "there is nothing more to come, and a browser stops asking");
    }

    [Fact]
    public async Task Stream_CutAndResumed_GoesOnAfterTheLastEvent()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        var (seen, cut) = (new List<StreamEvent>(), await OpenAsync(id));
        await foreach (var one in ReadAsync(cut))
        {
            seen.Add(one);
            if (one.Type == "progress")
            {
                cut.Dispose();
                break;
            }
        }

        var last = seen.Last(one => one.Id is not null);
        last.Data["status"]!.GetValue<string>().Should().Be("script_ready");
        var resumed = await OpenAsync(id, last.Id);
        await Api.PostAsync($"api/v1/videos/{id}/cancel");

        (await ReadAllAsync(resumed)).Where(one => one.Id is not null).Should().ContainSingle().Which.Data["status"]!.GetValue<string>().Should().Be("cancelled");
    }

    [Fact]
    public async Task Stream_OfSomethingElse_IsAProblem()
    {
        (await Api.GetAsync($"api/v1/videos/{Guid.NewGuid()}/events")).Code.Should().Be("video_not_found");
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        (await Api.GetAsync($"api/v1/videos/{id}/events?after=x")).Fields.Should().Equal("after");
    }

    [Fact]
    public async Task Stop_WithStreamsOpen_EndsThemAtOnce()
    {
        await using var app = await RunningApp.StartAsync(new Dictionary<string, string>(fixture.Settings) { ["LocalRuntime__Shutdown__GracefulTime"] = "00:00:45" });
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        await using var stream = ReadAsync(await app.Http.GetAsync($"api/v1/videos/{id}/events", HttpCompletionOption.ResponseHeadersRead)).GetAsyncEnumerator();
        (await stream.MoveNextAsync()).Should().BeTrue();
        var watch = Stopwatch.StartNew();

        (await app.StopAsync()).Should().Be(0);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(40), "what runs may go on for 45 s, and streams are not waited for");
        while (await stream.MoveNextAsync())
        {
            // To its end: a stream that is cut throws.
        }

        app.Output.Should().NotContain("StreamVideo failed");
    }

    Task<HttpResponseMessage> OpenAsync(string id, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/videos/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return fixture.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    static async Task<List<StreamEvent>> ReadAllAsync(HttpResponseMessage answer)
    {
        var events = new List<StreamEvent>();
        await foreach (var one in ReadAsync(answer))
        {
            events.Add(one);
        }

        return events;
    }

    static async IAsyncEnumerable<StreamEvent> ReadAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var fields = new Dictionary<string, string>();
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && fields.TryGetValue("data", out var data))
            {
                yield return new(fields.GetValueOrDefault("id"), fields["event"], JsonNode.Parse(data)!);
            }

            if (line.Length == 0)
            {
                fields.Clear();
            }
            else if (line.Split(": ", 2) is [{ Length: > 0 } name, var value])
            {
                fields[name] = value;
            }
        }
    }

    sealed record StreamEvent(string? Id, string Type, JsonNode Data);
}
