using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace VideoGen.Runtime.Tests.Host;

public sealed class HttpBindingTests : IAsyncLifetime
{
    TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync([typeof(Functions)]);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/api/guid/7f2c1d1e-58a5-4a3e-9d3f-000000000001", "Guid 7f2c1d1e-58a5-4a3e-9d3f-000000000001")]
    [InlineData("/api/numbers/-7/5000000000/true", "-7 5000000000 True")]
    [InlineData("/api/text/h%C3%A9llo%20you", "héllo you")]
    [InlineData("/api/optional/x", "x")]
    [InlineData("/api/optional", "nothing")]
    [InlineData("/api/rest/a/b%2Fc", "a/b%2Fc")]
    [InlineData("/api/videos/7f2c1d1e-58a5-4a3e-9d3f-000000000001:approve", "approve 7f2c1d1e-58a5-4a3e-9d3f-000000000001")]
    [InlineData("/api/query?take=3&word=a%20b", "3 a b")]
    [InlineData("/api/query", "10 none")]
    [InlineData("/api/both/route?value=query", "route")]
    [InlineData("/api/NAMELESS", "its route is its name")]
    public async Task Get_ValuesInTheAddress_AreBoundByName(string address, string answer)
    {
        (await _host.Client.GetStringAsync(address)).Should().Be(answer);
    }

    [Theory]
    [InlineData("GET", "/api/guid/not-a-guid")]
    [InlineData("GET", "/api/unknown")]
    [InlineData("GET", "/unknown")]
    [InlineData("DELETE", "/api/query")]
    [InlineData("OPTIONS", "/api/query")]
    public async Task Send_NothingMatches_IsAnEmpty404(string method, string address)
    {
        var answer = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
        answer.Content.Headers.Allow.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_NoMethodsGiven_AnswersEveryMethod()
    {
        var answer = await _host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "/api/nameless"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Get_ValueOfTheWrongType_FailsAsAnUnhandledException()
    {
        var answer = await _host.Client.GetAsync("/api/query?take=many");

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        _host.Log.Errors.Should().ContainSingle().Which.Should().Contain("'take' is not a Int32");
    }

    [Fact]
    public async Task Post_JsonBody_IsBoundByMvcsRules()
    {
        var answer = await _host.Client.PostAsJsonAsync("/api/body", new { name = "Ada", AGE = 36 });

        (await answer.Content.ReadAsStringAsync()).Should().Be("Ada 36");
    }

    [Theory]
    [InlineData("{ broken", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task Post_BodyThatCannotBeRead_ThrowsInvalidOperation(string body, string type)
    {
        var answer = await _host.Client.PostAsync("/api/body", new StringContent(body, null, type));

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        _host.Log.Errors.Should().ContainSingle().Which.Should().Contain(nameof(InvalidOperationException));
    }

    [Theory]
    [InlineData(30_000_000, "30000000 bytes")]
    [InlineData(30_000_001, nameof(BadHttpRequestException))]
    public async Task Post_BodyAtTheLimit_IsReadAndOneByteMoreThrows(int bytes, string outcome)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/count") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.ExpectContinue = true;   // the server answers before the body is on its way

        var answer = await _host.Client.SendAsync(request);

        (await answer.Content.ReadAsStringAsync()).Should().Be(outcome);
    }

    public sealed record Person(string Name, int Age);

    public static class Functions
    {
        [Function("Guid")]
        public static IResult ById(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guid/{id:guid}")] HttpRequest request, Guid id)
            => Results.Text($"Guid {id}");

        [Function("Numbers")]
        public static IResult Numbers(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{small}/{large:long}/{flag}")] HttpRequest request,
            int small,
            long large,
            bool flag)
            => Results.Text($"{small} {large} {flag}");

        [Function("Text")]
        public static IResult Text(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "text/{word}")] HttpRequest request, string WORD)
            => Results.Text(WORD);

        [Function("Optional")]
        public static IResult Optional(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{id?}")] HttpRequest request, string? id)
            => Results.Text(id ?? "nothing");

        [Function("Rest")]
        public static IResult Rest(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rest/{*path}")] HttpRequest request, string path)
            => Results.Text(path);

        [Function("Approve")]
        public static IResult Approve(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "videos/{id}:approve")] HttpRequest request, Guid id)
            => Results.Text($"approve {id}");

        [Function("Query")]
        public static IResult Query(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "query")] HttpRequest request, string? word, int take = 10)
            => Results.Text($"{take} {word ?? "none"}");

        [Function("Both")]
        public static IResult Both(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "both/{value}")] HttpRequest request, string value)
            => Results.Text(value);

        [Function("Nameless")]
        public static IResult Nameless(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
            => Results.Text("its route is its name");

        [Function("Body")]
        public static IResult Body(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request, [FromBody] Person person)
            => Results.Text($"{person.Name} {person.Age}");

        [Function("Count")]
        public static async Task<IResult> Count([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request)
        {
            try
            {
                using var counted = new MemoryStream();
                await request.Body.CopyToAsync(counted);
                return Results.Text($"{counted.Length} bytes");
            }
            catch (BadHttpRequestException)
            {
                return Results.Text(nameof(BadHttpRequestException), statusCode: StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
