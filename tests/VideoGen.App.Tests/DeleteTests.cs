using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>What is left of a video when it is deleted, and what is not.</summary>
public sealed class DeleteTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Delete_OfOneOfTwoWithTheSameScenes_LeavesTheOtherWhole_AndOfTheLast_LeavesNothing()
    {
        var input = await Api.VideoInputAsync();
        var first = await Api.WaitAsync(await Api.StartVideoAsync(input), video => video.Status() == "completed");
        var second = await Api.WaitAsync(await Api.StartVideoAsync(input), video => video.Status() == "completed");

        var one = await DeleteAsync(first);

        one.Body!["rows"]!["videos"]!.GetValue<int>().Should().Be(1);
        one.Body["assets"]!.GetValue<int>().Should().Be(2, "film and thumbnail are its own; scenes and stills are the other's, too");
        one.Body["instances"]!.GetValue<int>().Should().Be(1 + first["scenes"]!.AsArray().Count);
        (await Api.GetAsync($"api/v1/videos/{first["id"]}")).Status.Should().Be(HttpStatusCode.NotFound);
        foreach (var scene in second["scenes"]!.AsArray())
        {
            (await fixture.App.Http.GetAsync(scene!["still_url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        await Api.WaitAsync(await Api.StartVideoAsync(input), video => video.Status() == "completed" && video["scenes"]!.AsArray().All(scene => scene!["reused"]!.GetValue<bool>()));
        foreach (var id in await fixture.QueryAsync<Guid>("select id from videos"))
        {
            (await Api.SendAsync(new(HttpMethod.Delete, $"api/v1/videos/{id}"))).Body!["bytes"]!.GetValue<long>().Should().BePositive();
        }

        Directory.EnumerateFiles(fixture.Settings["Assets__Folder"], "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".mp4" or ".png" or ".jpg")
            .Should().BeEmpty();
        (await fixture.QueryAsync<long>("select count(*) from durable.instance")).Should().Equal(0);
        (await fixture.QueryAsync<long>("select (select count(*) from clips) + (select count(*) from video_events) + (select count(*) from video_revisions)")).Should().Equal(0);
    }

    [Fact]
    public async Task Delete_OfAVideoUnderWay_CancelsIt_AndKeepsItsCostInTheBooks()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var video = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        await fixture.QueryAsync<int>("""
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select id, brand_id, gen_random_uuid(), 'runway', 'reserve', 1.25 from videos where id = @id
            returning 1
            """, new { id = Guid.Parse(id) });

        var receipt = await DeleteAsync(video);

        receipt.Body!["cancelled"]!.GetValue<bool>().Should().BeTrue();
        receipt.Body["finished"]!.GetValue<bool>().Should().BeTrue();
        var usage = await Api.GetAsync("api/v1/usage?group_by=brand");
        usage.Body!["items"]!.AsArray().Should().ContainSingle(item => item!["group"]!.GetValue<string>() == video["brand_id"]!.GetValue<string>())
            .Which!["reserved_usd"]!.GetValue<string>().Should().Be("1.25");
    }

    [Fact]
    public async Task Delete_ThatStoppedInBetween_IsGoneOnWithByTheWatch()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["script"]));
        await Api.WaitAsync(id, video => video.WaitingFor() == "script_review");

        // As a process leaves it that is killed right after the mark.
        await fixture.QueryAsync<int>("update videos set deleting_since = now() - interval '1 minute', status = 'cancelled' where id = @id returning 1", new { id = Guid.Parse(id) });

        (await Api.GetAsync($"api/v1/videos/{id}")).Code.Should().Be("video_not_found");
        (await Api.SendAsync(new(HttpMethod.Delete, $"api/v1/videos/{id}"))).Code.Should().Be("video_not_found");
        await Eventually.BeAsync(async () => (await fixture.QueryAsync<long>("select count(*) from videos where id = @id", new { id = Guid.Parse(id) })).Single() == 0);
    }

    [Fact]
    public async Task DeleteMany_AnswersForEach()
    {
        var input = await Api.VideoInputAsync(review: ["script"]);
        var (known, unknown) = (await Api.StartVideoAsync(input), Guid.NewGuid().ToString());

        var answer = await Api.PostAsync("api/v1/videos/delete", new JsonObject { ["ids"] = new JsonArray(known, unknown, known) });

        answer.Status.Should().Be(HttpStatusCode.OK);
        var items = answer.Body!["items"]!.AsArray();
        items.Select(item => item!["deleted"]!.GetValue<bool>()).Should().Equal(true, false);
        items[0]!["receipt"]!["rows"]!["videos"]!.GetValue<int>().Should().Be(1);
        items[1]!["problem"]!["code"]!.GetValue<string>().Should().Be("video_not_found");
        (await Api.PostAsync("api/v1/videos/delete", new JsonObject { ["ids"] = new JsonArray() })).Fields.Should().Equal("ids");
    }

    async Task<ApiAnswer> DeleteAsync(JsonNode video)
    {
        var answer = await Api.SendAsync(new(HttpMethod.Delete, $"api/v1/videos/{video["id"]}"));
        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Body);
        return answer;
    }
}
