using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Http;

/// <summary>A request with an Idempotency-Key takes effect once, whatever becomes of its answer.</summary>
public sealed class IdempotencyTests(SharedApp fixture)
{
    readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task CreateVideo_HundredParallelRepeats_MakeOneVideoAndGetItsAnswer()
    {
        var input = await fixture.Api.VideoInputAsync(review: ["script"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PostUntilAnsweredAsync("api/v1/videos", input)));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Accepted);
        answers.Select(answer => answer.Body!.ToJsonString()).Distinct().Should().ContainSingle();
        answers.Select(answer => answer.Message.Headers.Location!.ToString()).Distinct().Should().Equal($"/api/v1/videos/{answers[0].Body!["id"]}");
        answers.Count(answer => !answer.Message.Headers.Contains("Idempotency-Replayed")).Should().Be(1);
        (await fixture.QueryAsync<int>("select count(*)::int from videos where brand_id = @brand::uuid", new { brand = input["brand_id"]!.GetValue<string>() }))
            .Should().Equal(1);
    }

    [Fact]
    public async Task Repeat_OtherBody_Is422AndWritesNothing()
    {
        var first = await PostAsync("api/v1/brands", await SampleAsync("brand"));
        var other = await SampleAsync("brand");
        other["name"] = _key;

        var second = await PostAsync("api/v1/brands", other);

        first.Status.Should().Be(HttpStatusCode.Created);
        second.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        second.Code.Should().Be("idempotency_key_reused");
        (await fixture.QueryAsync<int>("select count(*)::int from brands where name = @_key", new { _key })).Should().Equal(0);
    }

    [Fact]
    public async Task Repeat_FirstWasRefused_MayBeMended()
    {
        var wrong = await SampleAsync("brand");
        wrong["name"] = "";

        (await PostAsync("api/v1/brands", wrong)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync("api/v1/brands", await SampleAsync("brand"))).Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("brand")]
    [InlineData("product")]
    [InlineData("reference")]
    [InlineData("video")]
    public async Task Repeat_ProcessDiedBeforeItsAnswerWasKept_FindsWhatWasCreated(string what)
    {
        var input = what == "video" ? await fixture.Api.VideoInputAsync(review: ["script"]) : await SampleAsync(what);
        if (what == "product")
        {
            input["brand_id"] = (await fixture.Api.PostAsync("api/v1/brands", await SampleAsync("brand"))).Body!["id"]!.DeepClone();
        }

        var first = await PostAsync($"api/v1/{what}s", input);
        await fixture.QueryAsync<int>(
            "update idempotency_keys set status = null, headers = null, body = null, held_until = '-infinity' where key = @_key returning 1", new { _key });
        var second = await PostAsync($"api/v1/{what}s", input);

        second.Status.Should().Be(first.Status);
        second.Message.Headers.Contains("Idempotency-Replayed").Should().BeFalse("it was carried out again");
        second.Body!["id"]!.GetValue<string>().Should().Be(first.Body!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Repeat_FirstIsUnderWay_Is409WithRetryAfter()
    {
        var brand = await SampleAsync("brand");
        await PostAsync("api/v1/brands", brand);
        await fixture.QueryAsync<int>("""
            update idempotency_keys set status = null, headers = null, body = null, held_until = clock_timestamp() + interval '1 minute'
             where key = @_key returning 1
            """, new { _key });

        var second = await PostAsync("api/v1/brands", brand);

        second.Status.Should().Be(HttpStatusCode.Conflict);
        second.Code.Should().Be("in_progress");
        second.Message.Headers.RetryAfter!.Delta.Should().BePositive();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Key_IsNotUsable_IsNamed(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/brands") { Content = JsonContent.Create(await SampleAsync("brand")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        var answer = await fixture.Api.SendAsync(request);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Fields.Should().Equal("Idempotency-Key");
    }

    async Task<ApiAnswer> PostUntilAnsweredAsync(string path, JsonNode body)
    {
        ApiAnswer answer;
        do
        {
            answer = await PostAsync(path, body);
        }
        while (answer.Code == "in_progress");
        return answer;
    }

    Task<ApiAnswer> PostAsync(string path, JsonNode body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", _key);
        return fixture.Api.SendAsync(request);
    }

    static async Task<JsonObject> SampleAsync(string what)
        => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))![what]!.DeepClone().AsObject();
}
