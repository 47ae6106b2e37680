using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VideoGen.Functions.Http;

namespace VideoGen.App.Tests.Http;

public sealed class PreconditionTests
{
    readonly DefaultHttpContext _http = new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };

    [Theory]
    [InlineData("\"3\"", 3)]
    [InlineData("3", 3)]
    [InlineData("\"0\"", 0)]
    public void Require_Number_IsTheVersion(string tag, int version)
    {
        _http.Request.Headers.IfMatch = tag;

        Preconditions.Require(_http.Request).Should().Be(version);
    }

    [Fact]
    public void Require_NoHeader_Is428() => Refuse(428, "precondition_required");

    [Theory]
    [InlineData("*")]
    [InlineData("W/\"3\"")]
    [InlineData("\"3\", \"4\"")]
    [InlineData("\"-3\"")]
    [InlineData("\"99999999999\"")]
    [InlineData("\"\"")]
    public void Require_NoNumber_Is400(string tag)
    {
        _http.Request.Headers.IfMatch = tag;

        Refuse(400, "invalid_input");
    }

    [Fact]
    public void Set_Version_IsWhatRequireTakes()
    {
        ETags.Set(_http.Response, 12);
        _http.Request.Headers.IfMatch = _http.Response.Headers.ETag;

        Preconditions.Require(_http.Request).Should().Be(12);
    }

    [Theory]
    [InlineData("version", "version_moved")]
    [InlineData("revision", "revision_moved")]
    public async Task Stale_Current_IsShownWithACodeOfItsKind(string what, string code)
    {
        using var body = new MemoryStream();
        _http.Response.Body = body;

        await Preconditions.Stale(new { Version = 4 }, what).ExecuteAsync(_http);

        var problem = JsonNode.Parse(body.ToArray())!;
        _http.Response.StatusCode.Should().Be(412);
        problem["code"]!.GetValue<string>().Should().Be(code);
        problem["current"]!["version"]!.GetValue<int>().Should().Be(4);
    }

    void Refuse(int status, string code)
    {
        var bad = FluentActions.Invoking(() => Preconditions.Require(_http.Request)).Should().Throw<BadInputException>().Which;
        bad.Status.Should().Be(status);
        bad.Code.Should().Be(code);
        bad.Errors.Should().ContainSingle(error => error.Field == "If-Match");
    }
}
