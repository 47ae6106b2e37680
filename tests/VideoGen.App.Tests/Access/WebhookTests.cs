using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Access;

/// <summary>A workspace is told of its videos, until it has heard.</summary>
[Collection(AccessCollection.Name)]
public sealed class WebhookTests(AccessFixture fixture)
{
    [Fact]
    public async Task Video_GoesItsWay_ItsWorkspaceIsToldAndNoOther()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var stranger = await WebhookReceiver.StartAsync();
        var (api, secret) = await TeamAsync(receiver);
        await TeamAsync(stranger);
        // The first try fails, and the second.
        receiver.Answers.Enqueue(HttpStatusCode.InternalServerError);
        receiver.Answers.Enqueue(HttpStatusCode.ServiceUnavailable);

        var id = await api.StartVideoAsync(await api.VideoInputAsync(review: ["script"]));
        await Eventually.BeAsync(() => Task.FromResult(receiver.Received.Count == 3));
        await api.PostAsync($"api/v1/videos/{id}/cancel");
        await Eventually.BeAsync(() => Task.FromResult(receiver.Received.Count == 4));

        var (first, last) = (receiver.Received.First(), receiver.Received.Last());
        receiver.Received.Take(3).Should().OnlyContain(call => call.Id == first.Id && call.Body == first.Body, "a try that is repeated is the same message");
        first.Json["type"]!.GetValue<string>().Should().Be("video.review_requested");
        first.Json["data"]!["id"]!.GetValue<string>().Should().Be(id);
        first.Json["data"]!["review"]!.GetValue<string>().Should().Be("script");
        last.Json["type"]!.GetValue<string>().Should().Be("video.cancelled");
        last.Id.Should().NotBe(first.Id);
        (await first.IsSignedWithAsync(secret)).Should().BeTrue();
        (await last.IsSignedWithAsync(secret)).Should().BeTrue();
        (await (first with { Body = first.Body + " " }).IsSignedWithAsync(secret)).Should().BeFalse();
        stranger.Received.Should().BeEmpty();
        await LogShowsAsync(api, ("video.cancelled", "delivered", [204]), ("video.review_requested", "delivered", [500, 503, 204]));
    }

    [Fact]
    public async Task Endpoint_NeverTakesIt_IsGivenUpAndCanBeReplayed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (api, secret) = await TeamAsync(receiver, "video.cancelled");
        Enumerable.Repeat(HttpStatusCode.InternalServerError, 3).ToList().ForEach(receiver.Answers.Enqueue);
        await CancelledAsync(api);
        await Eventually.BeAsync(async () => (await LogAsync(api)) is [var only] && only["state"]!.GetValue<string>() == "failed");
        receiver.Received.Should().HaveCount(3, "the settings allow two retries");

        var rotated = (await api.PostAsync("api/v1/webhook-endpoint/rotate-secret")).Body!["secret"]!.GetValue<string>();
        var replay = await api.PostAsync($"api/v1/webhook-endpoint/deliveries/{(await LogAsync(api))[0]["id"]}/replay");

        replay.Status.Should().Be(HttpStatusCode.Accepted);
        await Eventually.BeAsync(() => Task.FromResult(receiver.Received.Count == 4));
        var again = receiver.Received.Last();
        again.Id.Should().Be(receiver.Received.First().Id, "its receiver can tell that it is the same");
        (await again.IsSignedWithAsync(rotated)).Should().BeTrue();
        (await again.IsSignedWithAsync(secret)).Should().BeTrue("the secret before is good for another day");
        await LogShowsAsync(api, ("video.cancelled", "delivered", [500, 500, 500, 204]));
    }

    [Fact]
    public async Task Endpoint_IsGone_IsNotAskedAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (api, _) = await TeamAsync(receiver, "video.cancelled");
        receiver.Answers.Enqueue(HttpStatusCode.Gone);

        await CancelledAsync(api);

        await LogShowsAsync(api, ("video.cancelled", "failed", [410]));
    }

    [Fact]
    public async Task Endpoint_SecretIsShownOnceAndLiesSealed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (api, secret) = await TeamAsync(receiver);

        var shown = (await api.GetAsync("api/v1/webhook-endpoint")).Body!;
        var again = await api.PutAsync("api/v1/webhook-endpoint", new JsonObject { ["url"] = receiver.Url, ["events"] = new JsonArray("video.failed") });

        shown["secret"].Should().BeNull();
        again.Status.Should().Be(HttpStatusCode.OK);
        again.Body!["secret"].Should().BeNull();
        again.Body!["events"]!.AsArray().Should().HaveCount(1);
        (await fixture.QueryAsync<string>("select webhook_endpoints::text from webhook_endpoints"))
            .Any(row => row.Contains(secret["whsec_".Length..], StringComparison.Ordinal)).Should().BeFalse();
        (await api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "api/v1/webhook-endpoint"))).Status.Should().Be(HttpStatusCode.NoContent);
        (await api.GetAsync("api/v1/webhook-endpoint")).Code.Should().Be("webhook_endpoint_not_found");
    }

    [Theory]
    [InlineData("url", "\"ftp://example.com\"", "url")]
    [InlineData("url", "\"http://user:secret@example.com\"", "url")]
    [InlineData("url", "\"http://10.0.0.1/\"", "url")]
    [InlineData("url", "\"http://[::ffff:169.254.169.254]/latest/meta-data\"", "url")]
    [InlineData("url", "\"http://2852039166/\"", "url")]
    [InlineData("url", "\"/hooks\"", "url")]
    [InlineData("url", "\"https://example.com/\\u0000\"", "url")]
    [InlineData("events", "[]", "events")]
    [InlineData("events", "[\"video.exploded\"]", "events[0]")]
    public async Task PutEndpoint_FieldIsWrong_NamesIt(string field, string value, string named)
    {
        var input = new JsonObject { ["url"] = "https://example.com/hooks", [field] = JsonNode.Parse(value) };

        (await fixture.Operator.PutAsync("api/v1/webhook-endpoint", input)).Fields.Should().Equal(named);
    }

    async Task<(ApiClient Api, string Secret)> TeamAsync(WebhookReceiver receiver, params string[] events)
    {
        var (api, _, _) = await fixture.WithKeyAsync(["admin"], await fixture.WorkspaceAsync());
        var input = new JsonObject { ["url"] = receiver.Url };
        if (events.Length > 0)
        {
            input["events"] = new JsonArray([.. events.Select(name => (JsonNode)name)]);
        }

        var answer = await api.PutAsync("api/v1/webhook-endpoint", input);
        answer.Status.Should().Be(HttpStatusCode.Created, "{0}", answer.Body);
        return (api, answer.Body!["secret"]!.GetValue<string>());
    }

    static async Task CancelledAsync(ApiClient api)
        => (await api.PostAsync($"api/v1/videos/{await api.StartVideoAsync(await api.VideoInputAsync(review: ["script"]))}/cancel")).Status.Should().Be(HttpStatusCode.Accepted);

    static async Task<List<JsonNode>> LogAsync(ApiClient api) => [.. (await api.GetAsync("api/v1/webhook-endpoint/deliveries")).Body!["items"]!.AsArray().Select(item => item!)];

    /// <summary>In the end, newest first.</summary>
    static Task LogShowsAsync(ApiClient api, params (string Event, string State, int[] Statuses)[] wanted)
        => Eventually.BeAsync(async () => (await LogAsync(api)).Select(item => (item["event"]!.GetValue<string>(), item["state"]!.GetValue<string>(),
            string.Join(' ', item["attempts"]!.AsArray().Select(attempt => attempt!["status"])))).SequenceEqual(
            wanted.Select(one => (one.Event, one.State, string.Join(' ', one.Statuses)))));
}
