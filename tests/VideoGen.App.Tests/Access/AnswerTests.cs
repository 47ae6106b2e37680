using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Access;

/// <summary>What answers say besides their content.</summary>
[Collection(AccessCollection.Name)]
public sealed class AnswerTests(AccessFixture fixture)
{
    [Theory]
    [InlineData("api/v1/me")]
    [InlineData("api/v1/nothing")]
    public async Task Answer_OfTheApi_SaysNothingOfTheServer(string path)
        => (await fixture.Operator.GetAsync(path)).Message.Headers.Contains("Server").Should().BeFalse();

    [Fact]
    public async Task Answer_RunsNothingAndIsKeptByNobodyElse()
    {
        foreach (var answer in new[] { await fixture.Operator.GetAsync("api/v1/me"), await new ApiClient(fixture.App.Http).GetAsync("api/v1/me") })
        {
            answer.Message.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            answer.Message.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
            answer.Message.Headers.CacheControl!.Private.Should().BeTrue();
        }
    }

    [Fact]
    public async Task Key_WhenItIsShown_IsNotStored()
        => (await fixture.Operator.PostAsync("api/v1/api-keys", new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("read") }))
            .Message.Headers.CacheControl!.NoStore.Should().BeTrue();

    [Fact]
    public async Task Answer_ToACaller_SaysWhatIsLeftOfTheirRequests()
    {
        var headers = (await fixture.Operator.GetAsync("api/v1/me")).Message.Headers;

        headers.GetValues("RateLimit-Policy").Single().Should().Be("\"caller\";q=100000;w=60");
        headers.GetValues("RateLimit").Single().Should().StartWith("\"caller\";r=99");
    }

    [Fact]
    public async Task Preflight_OfAnAllowedPage_LetsItCallWithItsHeaders()
    {
        var answer = await PreflightAsync(AccessFixture.Page, "api/v1/videos");

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(AccessFixture.Page);
        answer.Headers.GetValues("Access-Control-Allow-Methods").Single().Should().Contain("DELETE");
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().Should().Contain("Authorization").And.Contain("Idempotency-Key");
        answer.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://studio.example.evil.example")]
    [InlineData("null")]
    public async Task Preflight_OfAnyOtherPage_AllowsNothing(string origin)
    {
        var answer = await PreflightAsync(origin, "api/v1/videos");

        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
        answer.Headers.Vary.Should().Contain("Origin");
    }

    [Theory]
    [InlineData("api/v1/me", HttpStatusCode.Unauthorized)]
    [InlineData("api/health/live", HttpStatusCode.OK)]
    public async Task Answer_ToAnAllowedPage_CanBeReadByIt(string path, HttpStatusCode status)
    {
        var answer = await new ApiClient(fixture.App.Http).SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", AccessFixture.Page } } });

        answer.Status.Should().Be(status);
        answer.Message.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(AccessFixture.Page);
        answer.Message.Headers.GetValues("Access-Control-Expose-Headers").Single().Should().Contain("ETag");
    }

    async Task<HttpResponseMessage> PreflightAsync(string origin, string path)
    {
        using var browser = new HttpClient { BaseAddress = fixture.App.Address };
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Options, path) { Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "DELETE" } } });
    }
}
