using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Reviews;

/// <summary>What a reviewer can do with a script: change it, look back, take an older one up, have it rewritten, and let the time run out.</summary>
public sealed class ReviewTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Revisions_TellWhoMadeThemOfWhat_AndAnOldOneCanBeTakenUpAgain()
    {
        var (id, script) = await InScriptReviewAsync();
        script["scenes"]![0]!["narration"] = "These words are mine.";
        var read = await Api.GetAsync($"api/v1/videos/{id}/script");

        var unguarded = await Api.PutAsync($"api/v1/videos/{id}/script", script);
        var edited = await Api.PutAsync($"api/v1/videos/{id}/script", script, read.Message.Headers.ETag!.Tag);
        var stale = await Api.SendAsync(HttpMethod.Post, $"api/v1/videos/{id}/revisions/1/restore", null, "\"1\"");
        var diff = (await Api.GetAsync($"api/v1/videos/{id}/revisions/2/diff")).Body!;
        var restored = await Api.SendAsync(HttpMethod.Post, $"api/v1/videos/{id}/revisions/1/restore", null, "\"2\"");

        (unguarded.Status, unguarded.Code).Should().Be((HttpStatusCode.PreconditionRequired, "precondition_required"));
        edited.Status.Should().Be(HttpStatusCode.Accepted);
        (stale.Status, stale.Code, stale.Body!["current"]!["script"]!.GetValue<int>()).Should().Be((HttpStatusCode.PreconditionFailed, "revision_moved", 2));
        diff["changes"]!.AsArray().Should().ContainSingle().Which!["after"]!.GetValue<string>().Should().Be("These words are mine.");
        restored.Status.Should().Be(HttpStatusCode.Accepted);
        restored.Body!["script"]!["content"]!.ToJsonString().Should().Be(read.Body!["content"]!.ToJsonString());
        var items = (await Api.GetAsync($"api/v1/videos/{id}/revisions")).Body!["items"]!.AsArray();
        items.Select(item => $"{item!["revision"]} {item["kind"]} {item["origin"]} of {item["based_on"]} by {item["author"]}, current {item["current"]}").Should().Equal(
            "1 script writer of  by videogen, current false", "2 script edit of 1 by user, current false", "3 script restore of 1 by user, current true");
        items[2]!["digest"]!.GetValue<string>().Should().Be(items[0]!["digest"]!.GetValue<string>());
        (await Api.GetAsync($"api/v1/videos/{id}/revisions/2")).Body!["content"]!["scenes"]![0]!["narration"]!.GetValue<string>().Should().Be("These words are mine.");
        (await Api.GetAsync($"api/v1/videos/{id}/revisions/9")).Code.Should().Be("revision_not_found");
    }

    [Fact]
    public async Task Revise_OneSceneWhileTheProcessDies_IsWrittenOnceAndChangesNoOther()
    {
        var (id, script) = await InScriptReviewAsync();

        var asked = await Api.PostAsync($"api/v1/videos/{id}/revise", Ask(1, "더 짧게 해 주세요", 2));
        await fixture.KillAndRestartAsync();

        asked.Status.Should().Be(HttpStatusCode.Accepted);
        var revised = await Api.WaitAsync(id, video => video["script"]!["revision"]!.GetValue<int>() > 1);
        revised["review"]!["revising"].Should().BeNull();
        var scenes = revised["script"]!["content"]!["scenes"]!.AsArray();
        scenes[1]!["narration"]!.GetValue<string>().Length.Should().BeLessThan(script["scenes"]![1]!["narration"]!.GetValue<string>().Length);
        scenes.Where((_, i) => i != 1).Select(scene => scene!.ToJsonString())
            .Should().Equal(script["scenes"]!.AsArray().Where((_, i) => i != 1).Select(scene => scene!.ToJsonString()));
        var items = (await Api.GetAsync($"api/v1/videos/{id}/revisions")).Body!["items"]!.AsArray();
        items.Should().HaveCount(2);
        $"{items[1]!["origin"]} of {items[1]!["based_on"]}: {items[1]!["note"]}".Should().Be("revise of 1: 더 짧게 해 주세요");
        (await fixture.QueryAsync<string>("select type from video_events where video_id = @id and type like 'revise%' order by id", new { id = Guid.Parse(id) }))
            .Should().Equal("revise_asked", "revised");
    }

    [Fact]
    public async Task Revise_WithNothingLeftToSay_SaysSoAndLeavesTheRevision()
    {
        var (id, script) = await InScriptReviewAsync();
        script["scenes"]![1]!["narration"] = "So.";
        await Api.PutAsync($"api/v1/videos/{id}/script", script, "\"1\"");

        await Api.PostAsync($"api/v1/videos/{id}/revise", Ask(2, "Make it shorter", 2));

        var failed = await Api.WaitAsync(id, video => video["review"]!["revise_failure"] is not null);
        failed["review"]!["revise_failure"]!["code"]!.GetValue<string>().Should().Be("nothing_changed");
        (failed["script"]!["revision"]!.GetValue<int>(), failed.WaitingFor()).Should().Be((2, "script_review"));
    }

    [Fact]
    public async Task Revise_BadInput_NamesTheFieldsAndChangesNothing()
    {
        var (id, _) = await InScriptReviewAsync();

        var wrong = await Api.PostAsync($"api/v1/videos/{id}/revise", Ask(1, " ", 0, 99));
        var none = await Api.PostAsync($"api/v1/videos/{id}/revise", new JsonObject { ["revision"] = 1, ["feedback"] = "x", ["scenes"] = new JsonArray() });
        var stale = await Api.PostAsync($"api/v1/videos/{id}/revise", Ask(7, "Shorter"));

        wrong.Fields.Should().Equal("feedback", "scenes[0]", "scenes[1]");
        none.Fields.Should().Equal("scenes");
        (stale.Status, stale.Code, stale.Body!["current"]!["revision"]!.GetValue<int>()).Should().Be((HttpStatusCode.Conflict, "revision_moved", 1));
        (await Api.VideoAsync(id))["review"]!["revising"].Should().BeNull();
    }

    [Fact]
    public async Task Deadline_PassesWhileTheProcessIsDead_CancelsTheVideoWithThatReason()
    {
        var (id, _) = await InScriptReviewAsync();
        await fixture.QueryAsync<int>("update videos set review_deadline = clock_timestamp() + interval '8 seconds' where id = @id returning 1", new { id = Guid.Parse(id) });

        // A rewrite makes the orchestration look at the deadline, and does not move it.
        await Api.PostAsync($"api/v1/videos/{id}/revise", Ask(1, "Something else"));
        await Api.WaitAsync(id, video => video["script"]!["revision"]!.GetValue<int>() == 2);
        await fixture.KillAndRestartAsync();

        await Eventually.BeAsync(async () => (await Api.VideoAsync(id)).Status() == "cancelled");
        var video = await Api.VideoAsync(id);
        video["failure"]!["code"]!.GetValue<string>().Should().Be("review_expired");
        video["review"].Should().BeNull();
        (await Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject { ["revision"] = 2 })).Code.Should().Be("not_in_review");
    }

    [Fact]
    public async Task Checks_OfTheRevisionInReview_CarryTheirEvidence()
    {
        var (id, script) = await InScriptReviewAsync();
        script["scenes"]![0]!["narration"] = "Works for 700 years 🫨.";

        var edited = await Api.PutAsync($"api/v1/videos/{id}/script", script, "\"1\"");

        edited.Body!["checks"]!.AsArray().Where(check => check!["scene"]?.GetValue<int>() == 1 && check["field"]!.GetValue<string>() == "narration")
            .Select(check => $"{check!["code"]} {check["severity"]} {check["evidence"]}")
            .Should().BeEquivalentTo("claim_unsupported error 700 years", "glyph_missing warning 🫨");
        edited.Body!["checks"]!.AsArray().Select(check => check!["code"]!.GetValue<string>()).Should().NotContain("disclosure_missing");
    }

    [Fact]
    public async Task ReviewHours_OutOfRange_AreRefused()
    {
        var input = await Api.VideoInputAsync();
        input["options"]!["review_hours"] = 721;

        (await Api.PostAsync("api/v1/videos", input)).Fields.Should().Equal("options.review_hours");
    }

    async Task<(string Id, JsonNode Script)> InScriptReviewAsync()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        return (id, waiting["script"]!["content"]!.DeepClone());
    }

    static JsonObject Ask(int revision, string feedback, params int[] scenes) => new()
    {
        ["revision"] = revision,
        ["feedback"] = feedback,
        ["scenes"] = scenes.Length == 0 ? null : new JsonArray([.. scenes.Select(scene => (JsonNode)scene)]),
    };
}
