using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace VideoGen.Runtime.Tests.Host;

public sealed class HttpAnswerTests : IAsyncLifetime
{
    TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync([typeof(Functions)]);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Answer_Problem_ArrivesWithExtensionsAndHeaders()
    {
        var answer = await _host.Client.GetAsync("/api/problem");

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        answer.Headers.ETag!.Tag.Should().Be("\"7\"");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("revision").GetInt32().Should().Be(7);
    }

    [Fact]
    public async Task Answer_ActionResult_IsWrittenByMvcInCamelCase()
    {
        var answer = await _host.Client.GetAsync("/api/action");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.Should().Be("/api/things/1");
        (await answer.Content.ReadAsStringAsync()).Should().Be("""{"firstName":"Ada"}""");
    }

    [Fact]
    public async Task Answer_WrittenToTheResponse_ArrivesAsWritten()
    {
        var answer = await _host.Client.GetAsync("/api/written");

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsStringAsync()).Should().Be("by hand");
    }

    [Fact]
    public async Task Answer_FileWithRanges_GivesTheRange()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/file") { Headers = { Range = new RangeHeaderValue(2, 4) } };

        var answer = await _host.Client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsStringAsync()).Should().Be("234");
    }

    [Fact]
    public async Task Answer_PlainObject_IsAnEmpty200()
    {
        var answer = await _host.Client.GetAsync("/api/plain");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Answer_UnhandledException_IsAnEmpty500AndIsLogged()
    {
        var answer = await _host.Client.GetAsync("/api/throws");

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        answer.Headers.Contains("X-Half").Should().BeFalse("the half-made answer is thrown away");
        (await answer.Content.ReadAsStringAsync()).Should().BeEmpty();
        _host.Log.Errors.Should().ContainSingle().Which.Should().Contain("Throws failed").And.Contain("out of paint");
    }

    [Fact]
    public async Task Answer_Request_HasItsFullPathAndOuterHost()
    {
        var answer = await _host.Client.GetStringAsync("/api/where");

        answer.Should().Be($"http {_host.Client.BaseAddress!.Authority} /api/where");
    }

    public static class Functions
    {
        [Function("Problem")]
        public static IResult Problem([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "problem")] HttpRequest request)
        {
            request.HttpContext.Response.Headers.ETag = "\"7\"";
            return Results.Problem("moved on", statusCode: 409, extensions: new Dictionary<string, object?> { ["revision"] = 7 });
        }

        [Function("Action")]
        public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request)
            => new CreatedResult("/api/things/1", new { FirstName = "Ada" });

        [Function("Written")]
        public static async Task Written([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "written")] HttpRequest request)
        {
            request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
            await request.HttpContext.Response.WriteAsync("by hand");
        }

        [Function("File")]
        public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "file")] HttpRequest request)
            => Results.File("0123456789"u8.ToArray(), "text/plain", enableRangeProcessing: true);

        [Function("Plain")]
        public static Task<object> Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain")] HttpRequest request)
            => Task.FromResult<object>(new { Lost = true });

        [Function("Throws")]
        public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["X-Half"] = "made";
            throw new InvalidOperationException("out of paint");
        }

        [Function("Where")]
        public static IResult Where([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "where")] HttpRequest request)
            => Results.Text($"{request.Scheme} {request.Host} {request.Path}");
    }
}
