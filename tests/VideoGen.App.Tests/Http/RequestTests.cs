using System.Net;

namespace VideoGen.App.Tests.Http;

/// <summary>What holds for every request, whatever it asks for.</summary>
public sealed class RequestTests(SharedApp fixture)
{
    [Fact]
    public async Task RequestId_IsUsable_IsEchoed() => (await IdOfAsync("order-17/3")).Should().Be("order-17/3");

    [Theory]
    [InlineData(null)]
    [InlineData("two words")]
    [InlineData("")]
    public async Task RequestId_IsNone_IsGiven(string? sent) => (await IdOfAsync(sent)).Should().NotBe(sent).And.HaveLength(32);

    [Fact]
    public async Task RequestId_OfAFault_IsInTheAnswerAndInTheLog()
    {
        await fixture.QueryAsync<int>("alter table api_keys rename to api_keys_away");
        try
        {
            // A fault of ours is not in the contract, so this goes past the client that holds answers against it.
            using var http = new HttpClient { BaseAddress = fixture.App.Address };
            http.DefaultRequestHeaders.Add("X-Request-Id", "fault-4711");

            var answer = await http.GetAsync("api/v1/api-keys");

            answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            answer.Headers.GetValues("X-Request-Id").Should().Equal("fault-4711");
            (await answer.Content.ReadAsStringAsync()).Should().Contain("internal_error").And.NotContain("relation");
            await Eventually.BeAsync(() => Task.FromResult(fixture.App.Output.Contains("fault-4711")));
        }
        finally
        {
            await fixture.QueryAsync<int>("alter table api_keys_away rename to api_keys");
        }
    }

    [Theory]
    [InlineData("api/v1/videos?colour=red&limit=3", "colour")]
    [InlineData("api/v1/brands?Limit=3", "Limit")]
    public async Task Query_ParameterIsUnknown_IsNamed(string path, string named)
    {
        var answer = await fixture.Api.GetAsync(path);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Fields.Should().Equal(named);
    }

    async Task<string> IdOfAsync(string? sent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/brands");
        if (sent is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", sent);
        }

        return (await fixture.Api.SendAsync(request)).Message.Headers.GetValues("X-Request-Id").Single();
    }
}
