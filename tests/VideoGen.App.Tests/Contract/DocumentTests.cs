using System.Net;

namespace VideoGen.App.Tests.Contract;

/// <summary>The contract as the app hands it out, and what it says where nothing is.</summary>
public sealed class DocumentTests(SharedApp fixture)
{
    [Fact]
    public async Task Document_IsOpenApi31()
    {
        var answer = await fixture.Api.GetAsync("api/openapi.json");

        answer.Body!["openapi"]!.GetValue<string>().Should().StartWith("3.1.");
        answer.Body["paths"]!["/api/v1/videos/{id}"]!["get"]!["operationId"]!.GetValue<string>().Should().Be("getVideo");
    }

    [Fact]
    public async Task Reference_ShowsEveryOperationAndSchema_AndLinksOnlyToWhatIsThere()
    {
        var document = (await fixture.Api.GetAsync("api/openapi.json")).Body!;

        var page = await fixture.App.Http.GetStringAsync("api/docs");

        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Where(method => method.Key is not "parameters"))
        {
            page.Should().Contain($"id=\"{operation.Value!["operationId"]}\"");
        }

        document["components"]!["schemas"]!.AsObject().Should().AllSatisfy(schema => page.Should().Contain($"id=\"schema-{schema.Key}\""));
        page.Split("href=\"#").Skip(1).Select(rest => rest.Split('"')[0]).Distinct()
            .Should().AllSatisfy(target => page.Should().Contain($"id=\"{target}\""));
    }

    [Theory]
    [InlineData("GET", "api/v1/nothing", 404, "no_such_path")]
    [InlineData("GET", "api/v1/videos/17", 404, "no_such_path")]
    [InlineData("DELETE", "api/v1/providers", 405, "method_not_allowed")]
    [InlineData("POST", "api/health/live", 405, "method_not_allowed")]
    public async Task Route_IsUnknown_IsAProblem(string method, string path, int status, string code)
    {
        var answer = await fixture.Api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.Status.Should().Be((HttpStatusCode)status);
        answer.Code.Should().Be(code);
    }

    [Fact]
    public async Task Method_IsUnknown_AllowNamesTheOthers()
        => (await fixture.Api.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "api/v1/brands"))).Message.Content.Headers.Allow.Should().BeEquivalentTo("GET", "POST");
}
