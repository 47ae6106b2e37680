using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests;

/// <summary>What callers get wrong is answered with a problem that names the field, and nothing is written.</summary>
public sealed class BadInputTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    ApiClient Api => fixture.Api;

    [Theory]
    [InlineData("brand_id", "\"0190d5c0-0000-7000-8000-000000000000\"", "brand_id")]
    [InlineData("product_id", "\"0190d5c0-0000-7000-8000-000000000000\"", "product_id")]
    [InlineData("reference_id", "\"0190d5c0-0000-7000-8000-000000000000\"", "reference_id")]
    [InlineData("brand_id", "\"not-a-uuid\"", "brand_id")]
    [InlineData("max_cost_usd", "\"-1\"", "max_cost_usd")]
    [InlineData("max_cost_usd", "\"lots\"", "max_cost_usd")]
    [InlineData("colour", "\"red\"", "colour")]
    public async Task CreateVideo_FieldIsWrong_NamesIt(string field, string value, string named)
    {
        var input = await Api.VideoInputAsync();
        input[field] = JsonNode.Parse(value);

        await RefusesAsync(input, named);
    }

    [Theory]
    [InlineData("aspect_ratio", "\"4:3\"", "options.aspect_ratio")]
    [InlineData("language", "\"xx\"", "options.language")]
    [InlineData("duration_seconds", "0", "options.duration_seconds")]
    [InlineData("duration_seconds", "10000", "options.duration_seconds")]
    [InlineData("duration_seconds", "\"ten\"", "options.duration_seconds")]
    [InlineData("duration_seconds", "10.5", "options.duration_seconds")]
    [InlineData("resolution", "\"8k\"", "options.resolution")]
    [InlineData("review", "[\"music\"]", "options.review[0]")]
    [InlineData("providers", "[\"nobody\"]", "options.providers[0]")]
    [InlineData("providers", "[]", "options.providers")]
    [InlineData("providers", "[null]", "options.providers[0]")]
    [InlineData("captions", "\"yes\"", "options.captions")]
    public async Task CreateVideo_OptionIsWrong_NamesIt(string option, string value, string named)
    {
        var input = await Api.VideoInputAsync();
        input["options"]![option] = JsonNode.Parse(value);

        await RefusesAsync(input, named);
    }

    [Fact]
    public async Task CreateVideo_SeveralFieldsAreWrong_NamesThemAll()
    {
        var input = await Api.VideoInputAsync();
        input["options"]!["duration_seconds"] = 5;
        input["options"]!["providers"] = new JsonArray("nobody");

        var answer = await Api.PostAsync("api/v1/videos", input);

        answer.Fields.Should().Equal("options.duration_seconds", "options.providers[0]");
    }

    [Fact]
    public async Task CreateVideo_SeveralFieldsAreNotOfTheShape_NamesThemAll()
    {
        var input = await Api.VideoInputAsync();
        input.Remove("product_id");
        input["colour"] = "red";
        input["options"]!["aspect_ratio"] = "4:3";
        input["options"]!["duration_seconds"] = "ten";
        input["options"]!["review"] = new JsonArray("script", "music", null);
        input["options"]!["captions"] = null;

        var answer = await Api.PostAsync("api/v1/videos", input);

        answer.Fields.Should().BeEquivalentTo(
            "colour", "options.aspect_ratio", "options.duration_seconds", "options.review[1]", "options.review[2]", "options.captions", "product_id");
        answer.Body!["errors"]!.AsArray().Select(error => error!["message"]!.GetValue<string>())
            .Should().Contain("One of these belongs here: 16:9, 9:16, 1:1.", "the way out is named");
    }

    [Fact]
    public async Task CreateVideo_FieldsWithoutNumberDoNotExist_NamesAHundred()
    {
        var answer = await Api.PostAsync("api/v1/videos", new JsonObject(Enumerable.Range(0, 20_000).Select(n => KeyValuePair.Create($"f{n}", (JsonNode?)n))));

        answer.Fields.Should().HaveCount(100).And.StartWith("f0");
        answer.Body!["detail"]!.GetValue<string>().Should().Be("100 fields or more are not right.");
    }

    [Theory]
    [InlineData("{", "broken_json")]
    [InlineData("", "broken_json")]
    [InlineData("null", "empty_body")]
    [InlineData("{\"brand_id\": 1,}", "broken_json")]
    [InlineData("[]", "invalid_input")]
    [InlineData("{}", "invalid_input")]
    public async Task CreateVideo_BodyIsNoVideo_Is400(string body, string code)
    {
        var answer = await Api.PostTextAsync("api/v1/videos", body);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Code.Should().Be(code);
        answer.Body!["detail"]!.GetValue<string>().Should().NotContain("VideoGen.", "types are nothing to callers");
    }

    [Fact]
    public async Task CreateVideo_BodyOf50Megabytes_Is413()
    {
        using var body = new ByteArrayContent(new byte[50_000_000]);
        body.Headers.ContentType = new("application/json");

        var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/videos") { Content = body };
        request.Headers.ExpectContinue = true;
        var answer = await Api.SendAsync(request);

        answer.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        answer.Code.Should().Be("body_too_large");
    }

    [Fact]
    public async Task CreateVideo_NotJson_Is415()
    {
        var answer = await Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "api/v1/videos") { Content = new StringContent("hello") });

        answer.Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/download")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/retry")]
    public async Task Video_Unknown_Is404WithACode(string method, string action)
    {
        var answer = await Api.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"api/v1/videos/{Guid.NewGuid()}{action}"));

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Code.Should().Be("video_not_found");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_EmptyBody_IsNone(bool isCalledJson)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/videos/{Guid.NewGuid()}/retry") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = isCalledJson ? new("application/json") : null;

        (await Api.SendAsync(request)).Code.Should().Be("video_not_found");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("cursor=hello", "cursor")]
    [InlineData("cursor=%00", "cursor")]
    public async Task ListVideos_PageIsWrong_NamesTheParameter(string query, string named)
        => (await Api.GetAsync($"api/v1/videos?{query}")).Fields.Should().Equal(named);

    [Fact]
    public async Task CreateBrand_ColourIsNone_NamesIt()
    {
        var brand = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))!["brand"]!.DeepClone();
        brand["colors"]!["accent"] = "orange";
        brand["name"] = "";

        (await Api.PostAsync("api/v1/brands", brand)).Fields.Should().Equal("name", "colors.accent");
    }

    [Fact]
    public async Task PutStoryboard_DurationsDoNotAddUp_SaysByHowMuch()
    {
        var id = await Api.StartVideoAsync(await Api.VideoInputAsync(review: ["storyboard"]));
        var waiting = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        var storyboard = waiting["storyboard"]!["content"]!.DeepClone();
        storyboard["scenes"]![0]!["duration_seconds"] = storyboard["scenes"]![0]!["duration_seconds"]!.GetValue<double>() + 1;

        var answer = await Api.PutAsync($"api/v1/videos/{id}/storyboard", storyboard, waiting.StoryboardTag());

        answer.Fields.Should().Equal("scenes");
        answer.Body!["detail"]!.GetValue<string>().Should().Contain("11.0 s").And.Contain("1.0 s");
        (await Api.VideoAsync(id))["storyboard"]!["revision"]!.GetValue<int>().Should().Be(waiting["storyboard"]!["revision"]!.GetValue<int>());
        await Api.PostAsync($"api/v1/videos/{id}/cancel");
    }

    [Fact]
    public async Task ListVideos_RowsComeInBetween_PagesNeitherRepeatNorSkip()
    {
        var input = await Api.VideoInputAsync(review: ["script"]);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Api.StartVideoAsync(input));
        }

        var first = (await Api.GetAsync("api/v1/videos?limit=2")).Body!;
        await Api.StartVideoAsync(input);
        var second = (await Api.GetAsync($"api/v1/videos?limit=2&cursor={first["next_cursor"]}")).Body!;

        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(video => video!["id"]!.GetValue<string>())
            .Should().Equal(Enumerable.Reverse(ids).Take(4));
    }

    async Task RefusesAsync(JsonObject input, string named)
    {
        var before = await fixture.QueryAsync<int>("select count(*)::int from videos");

        var answer = await Api.PostAsync("api/v1/videos", input);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Code.Should().Be("invalid_input");
        answer.Fields.Should().Equal(named);
        (await fixture.QueryAsync<int>("select count(*)::int from videos")).Should().Equal(before);
    }
}
