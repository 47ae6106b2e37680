using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>kill -9 in every phase: the video goes on after the next start, and what was finished is not made again.</summary>
public sealed class KillTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Theory]
    [InlineData("script_generating", "video_rendering")]
    [InlineData("storyboard_creating", "video_rendering")]
    [InlineData("video_rendering", "completed")]
    [InlineData("post_processing", "completed")]
    public async Task Kill_InAPhase_VideoGoesOnAfterTheRestart(string phase, string end)
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync());
        await Api.WaitAsync(id, video => HasReached(video, phase));

        await fixture.App.KillAsync();
        await Eventually.BeAsync(() => Task.FromResult(!AnyProcessWorksIn(fixture.WorkFolder)));
        var finished = await FinishedClipsAsync(id);
        await fixture.KillAndRestartAsync();

        await Api.WaitAsync(id, video => HasReached(video, end));
        finished.Should().BeSubsetOf(await FinishedClipsAsync(id), "finished clips are kept as they are");
        (await fixture.QueryAsync<int>("""
            select count(*)::int from (select scene from render_jobs where video_id = @id group by scene having count(*) > 1) as again
            """, new { id = Guid.Parse(id) })).Should().Equal([0], "no scene is ordered twice");
        await Api.PostAsync($"api/v1/videos/{id}/cancel");
    }

    [Theory]
    [InlineData("script", "storyboard_creating")]
    [InlineData("storyboard", "video_rendering")]
    public async Task Kill_InReview_DecisionsAreWaitedForAfterTheRestart(string review, string end)
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: [review]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == $"{review}_review");

        await fixture.KillAndRestartAsync();
        await Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject
        {
            ["revision"] = waiting[review]!["revision"]!.GetValue<int>(),
            ["max_cost_usd"] = "0.00",
        });

        await Api.WaitAsync(id, video => HasReached(video, end));
        await Api.PostAsync($"api/v1/videos/{id}/cancel");
    }

    static readonly string[] Way = ["pending", "script_generating", "script_ready", "storyboard_creating", "storyboard_ready", "video_rendering", "post_processing", "completed"];

    /// <summary>In the phase or, when it was too short to be seen, just behind it; while scenes are rendered, with at least one finished.</summary>
    static bool HasReached(JsonNode video, string phase)
        => Array.IndexOf(Way, video.Status()) >= Array.IndexOf(Way, phase)
            && (phase != "video_rendering" || video["scenes"]!.AsArray().Any(scene => scene!["state"]!.GetValue<string>() == "finished"));

    async Task<IReadOnlyList<string>> FinishedClipsAsync(string id) => await fixture.QueryAsync<string>("""
        select c.digest || ' ' || c.created_at
          from clips c
          join video_scenes s on s.clip_digest = c.digest
         where s.video_id = @id
           and s.state = 'finished'
        """, new { id = Guid.Parse(id) });

    static bool AnyProcessWorksIn(string folder)
        => Directory.GetDirectories("/proc").Any(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && CommandLine(process).Contains(folder, StringComparison.Ordinal));

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
