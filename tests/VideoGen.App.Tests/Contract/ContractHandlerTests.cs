using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using VideoGen.Functions.Contract;
using VideoGen.Testing.Contract;

namespace VideoGen.App.Tests.Contract;

/// <summary>What all other tests rely on: an answer that the contract does not describe does not pass.</summary>
public sealed class ContractHandlerTests
{
    const string Brands = "/api/v1/brands";
    const string Problem = """{ "type": "about:blank", "title": "Not found", "status": 404, "detail": "No.", "code": "brand_not_found" }""";

    [Fact]
    public async Task Answer_AsDocumented_Passes()
        => (await AnswerAsync(Brands, 200, Page(_ => { }))).StatusCode.Should().Be(HttpStatusCode.OK);

    [Fact]
    public Task Answer_FieldIsNotDocumented_Fails() => FailsAsync(Brands, 200, Page(brand => brand["colour"] = "red"));

    [Fact]
    public Task Answer_FieldIsMissing_Fails() => FailsAsync(Brands, 200, Page(brand => brand.Remove("tone")));

    [Fact]
    public Task Answer_FieldIsOfAnotherKind_Fails() => FailsAsync(Brands, 200, Page(brand => brand["monthly_budget_usd"] = 12.5));

    [Fact]
    public Task Answer_TimeIsNoTime_Fails() => FailsAsync(Brands, 200, Page(brand => brand["created_at"] = "yesterday"));

    [Fact]
    public Task Answer_StatusIsNotDocumented_Fails() => FailsAsync(Brands, 418, Page(_ => { }));

    [Fact]
    public Task Answer_TypeIsNotDocumented_Fails() => FailsAsync(Brands, 200, Page(_ => { }), "text/html");

    [Fact]
    public Task Answer_PathIsNotDocumented_Fails() => FailsAsync("/api/v1/secrets", 200, "{}");

    [Theory]
    [InlineData("brand_not_found", true)]
    [InlineData("not_in_review", false)]
    [InlineData("made_up", false)]
    public async Task Problem_Code_HasToBeTheOperations(string code, bool passes)
    {
        var answer = () => AnswerAsync($"{Brands}/17", 404, Problem.Replace("brand_not_found", code), "application/problem+json");

        await (passes ? answer.Should().NotThrowAsync() : (Task)answer.Should().ThrowAsync<ContractBrokenException>());
    }

    static Task FailsAsync(string path, int status, string body, string type = "application/json")
        => FluentActions.Awaiting(() => AnswerAsync(path, status, body, type)).Should().ThrowAsync<ContractBrokenException>();

    static async Task<HttpResponseMessage> AnswerAsync(string path, int status, string body, string type = "application/json")
    {
        using var http = new HttpClient(new ContractHandler(new Saying(status, body, type))) { BaseAddress = new Uri("http://app.test") };
        return await http.GetAsync(path);
    }

    static string Page(Action<JsonObject> change)
    {
        var brand = JsonNode.Parse("""
            { "id": "0190d5c0-0000-7000-8000-000000000001", "name": "Fernhollow", "tagline": "", "tone": "calm", "audience": "",
              "colors": { "primary": "#000000", "secondary": "#ffffff", "accent": "#ff0000" },
              "words_to_use": [], "words_to_avoid": [], "disclosures": [], "monthly_budget_usd": "12.50",
              "images": [], "version": 1, "created_at": "2026-11-29T12:00:00Z", "changed_at": "2026-11-29T12:00:00Z" }
            """)!.AsObject();
        change(brand);
        return new JsonObject { ["items"] = new JsonArray(brand), ["next_cursor"] = null }.ToJsonString();
    }

    sealed class Saying(int status, string body, string type) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isDocument = request.RequestUri!.AbsolutePath == "/api/openapi.json";
            HttpContent content = isDocument ? new ByteArrayContent(new ApiDocument().Json) : new StringContent(body, Encoding.UTF8, type);
            return Task.FromResult(new HttpResponseMessage(isDocument ? HttpStatusCode.OK : (HttpStatusCode)status) { Content = content, RequestMessage = request });
        }
    }
}
