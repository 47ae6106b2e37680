using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>A video made anew, with what it keeps, and what one costs before there is one.</summary>
public sealed class RegenerateTests(SharedApp fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Regenerate_KeepingTheStoryboard_TakesItsWordsAndItsFinishedScenes()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");
        var script = waiting["script"]!["content"]!.DeepClone();
        script["title"] = "My own title";
        await Api.PutAsync($"api/v1/videos/{id}/script", script, "\"1\"");
        await Api.PostAsync($"api/v1/videos/{id}/approve", new JsonObject { ["revision"] = 2 });
        var origin = await Api.WaitAsync(id, video => video.Status() == "completed");

        var answer = await Api.PostAsync($"api/v1/videos/{id}/regenerate",
            new JsonObject { ["keep"] = "storyboard", ["options"] = new JsonObject { ["captions"] = false, ["review"] = new JsonArray() } });

        answer.Status.Should().Be(HttpStatusCode.Accepted, "{0}", answer.Body);
        answer.Body!["origin_id"]!.GetValue<string>().Should().Be(id);
        var anew = await Api.WaitAsync(answer.Body["id"]!.GetValue<string>(), video => video.Status() == "completed");
        anew["script"]!["digest"]!.GetValue<string>().Should().Be(origin["script"]!["digest"]!.GetValue<string>());
        anew["storyboard"]!["digest"]!.GetValue<string>().Should().Be(origin["storyboard"]!["digest"]!.GetValue<string>());
        anew["options"]!["captions"]!.GetValue<bool>().Should().BeFalse();
        anew["options"]!["aspect_ratio"]!.GetValue<string>().Should().Be("1:1", "what is not named stays");
        anew["scenes"]!.AsArray().Should().OnlyContain(scene => scene!["reused"]!.GetValue<bool>());
        (await Api.GetAsync($"api/v1/videos?q=own+title")).Body!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())
            .Should().Equal(anew["id"]!.GetValue<string>(), id);
    }

    [Fact]
    public async Task Regenerate_WhatCannotBe_SaysWhy()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");

        async Task<ApiAnswer> TryAsync(string body) => await Api.PostTextAsync($"api/v1/videos/{id}/regenerate", body);

        (await TryAsync("""{"keep": "storyboard"}""")).Code.Should().Be("nothing_to_keep");
        (await TryAsync("""{"keep": "script", "options": {"duration_seconds": 20}}""")).Fields.Should().Equal("options.duration_seconds");
        (await TryAsync("""{"keep": "script", "options": {"language": "ko"}}""")).Fields.Should().Equal("options.language");
        (await TryAsync("""{"options": {"colour": "red"}}""")).Fields.Should().Equal("options.colour");
        (await TryAsync("""{"options": {"providers": ["nobody"]}}""")).Fields.Should().Equal("options.providers[0]");
        (await TryAsync("""{"max_cost_usd": "-1"}""")).Fields.Should().Equal("max_cost_usd");
        (await Api.PostTextAsync($"api/v1/videos/{Guid.NewGuid()}/regenerate", "{}")).Code.Should().Be("video_not_found");
        (await fixture.QueryAsync<long>("select count(*) from videos where origin_id = @id", new { id = Guid.Parse(id) })).Should().Equal(0);
    }

    [Fact]
    public async Task DryRun_ChecksAndPrices_AndWritesNothing()
    {
        var input = await Api.VideoInputAsync();

        var good = await Api.PostAsync("api/v1/videos?dry_run=true", input.DeepClone());
        input["options"]!["duration_seconds"] = 5;
        var wrong = await Api.PostAsync("api/v1/videos?dry_run=true", input.DeepClone());

        good.Status.Should().Be(HttpStatusCode.OK);
        good.Body!["quote"]!["total_usd"]!.GetValue<string>().Should().Be("0.00");
        good.Body["quote"]!["estimated"]!.GetValue<bool>().Should().BeTrue();
        wrong.Fields.Should().Equal("options.duration_seconds");
        input["options"]!["duration_seconds"] = 10;
        (await Api.PostAsync("api/v1/videos?dry_run=maybe", input.DeepClone())).Fields.Should().Equal("dry_run");
        (await fixture.QueryAsync<long>("select count(*) from videos where brand_id = @brand::uuid", new { brand = input["brand_id"]!.GetValue<string>() })).Should().Equal(0);
    }

    [Fact]
    public async Task Quote_WithoutABrand_IsEstimatedFromTheLength_AndOfAStoryboardExact()
    {
        var options = new JsonObject { ["language"] = "en", ["duration_seconds"] = 30 };
        var estimate = await Api.PostAsync("api/v1/quotes", new JsonObject { ["options"] = options.DeepClone() });
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var video = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");

        var exact = await Api.PostAsync("api/v1/quotes", new JsonObject { ["options"] = video["options"]!.DeepClone(), ["storyboard"] = video["storyboard"]!["content"]!.DeepClone() });
        var wrong = await Api.PostAsync("api/v1/quotes", new JsonObject { ["options"] = options, ["storyboard"] = video["storyboard"]!["content"]!.DeepClone(), ["brand_id"] = Guid.NewGuid().ToString() });

        estimate.Body!["estimated"]!.GetValue<bool>().Should().BeTrue();
        estimate.Body["lines"]!.AsArray().Should().HaveCountGreaterThan(3).And.OnlyContain(line => line!["kind"]!.GetValue<string>() == "scene");
        exact.Body!["estimated"]!.GetValue<bool>().Should().BeFalse();
        exact.Body["lines"]!.AsArray().Should().HaveCount(video["scenes"]!.AsArray().Count);
        wrong.Fields.Should().BeEquivalentTo("brand_id", "storyboard.scenes");
    }
}
