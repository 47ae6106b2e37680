using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace VideoGen.Runtime.Tests.Host;

/// <summary>Who may look, and what is shown.</summary>
public sealed class ManagementTests : ManagementTest
{
    [Fact(Timeout = TestHost.Patience)]
    public async Task Show_ThroughItsLife_IsAcceptedAndThenOk()
    {
        await PostAsync("/orchestrators/Wait/w", "\"in\"");
        var running = await GetAsync("/instances/w");
        running.Status.Should().Be(HttpStatusCode.Accepted);
        running.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
        running.Headers.Location!.AbsolutePath.Should().Be($"{Root}/instances/w");

        (await PostAsync("/instances/w/raiseEvent/go", "{\"n\":7}")).Status.Should().Be(HttpStatusCode.Accepted);
        var ended = await UntilFinishedAsync($"{Root}/instances/w?showHistory=true&showHistoryOutput=true");

        ended.Json!.AsObject().Select(pair => pair.Key).Should().Equal(
            "name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime", "historyEvents");
        ended.Json["input"]!.GetValue<string>().Should().Be("in");
        ended.Json["runtimeStatus"]!.GetValue<string>().Should().Be("Completed");
        ended.Json["createdTime"]!.GetValue<string>().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        var history = ended.Json["historyEvents"]!.AsArray();
        history.Select(step => step!["EventType"]!.GetValue<string>()).Should().Equal(
            "ExecutionStarted", "EventRaised", "TaskCompleted", "ExecutionCompleted");
        history[1]!["Input"]!.ToJsonString().Should().Be("{\"n\":7}");
        history[2]!["FunctionName"]!.GetValue<string>().Should().Be("Double");
        history[2]!["Result"]!.GetValue<int>().Should().Be(14);
        (await GetAsync("/instances/w?showInput=false")).Json!["input"].Should().BeNull();
        (await GetAsync("/instances/w")).Json!.AsObject().Should().NotContainKey("historyEvents");
        (await GetAsync("/instances/none")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Show_Failed_Is500OnlyWhenAskedFor()
    {
        await PostAsync("/orchestrators/Fail/f?timeout=60", "");

        (await GetAsync("/instances/f")).Should().Match<Answer>(answer => answer.Status == HttpStatusCode.OK
            && answer.Json!["output"]!.GetValue<string>() == "System.InvalidOperationException: no");
        (await GetAsync("/instances/f?returnInternalServerErrorOnFailure=true")).Status.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task List_ManyInstances_IsFilteredAndPaged()
    {
        foreach (var id in new[] { "a-1", "a-2", "a-3" })
        {
            await PostAsync($"/orchestrators/Echo/{id}?timeout=60", "1");
        }

        await PostAsync("/orchestrators/Wait/a-4", "1");
        await UntilAsync("/instances/a-4", "Running");

        var first = await GetAsync("/instances?instanceIdPrefix=a-&top=2&showInput=false");
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/instances?instanceIdPrefix=a-&top=2");
        request.Headers.Add("x-ms-continuation-token", first.Headers.GetValues("x-ms-continuation-token").Single());
        var second = await SendAsync(request);

        Ids(first).Should().Equal("a-1", "a-2");
        first.Json![0]!["input"].Should().BeNull();
        Ids(second).Should().Equal("a-3", "a-4");
        Ids(await GetAsync("/instances?runtimeStatus=Running,ContinuedAsNew")).Should().Equal("a-4");
        Ids(await GetAsync("/instances?createdTimeFrom=2100-01-01T00:00:00Z")).Should().BeEmpty();
        (await GetAsync("/instances?createdTimeTo=soon")).Should().Match<Answer>(answer =>
            answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("createdTimeTo"));
        (await GetAsync("/instances?runtimeStatus=Runing")).Text.Should().Contain("runtimeStatus").And.Contain("Running, Completed");
    }

    [Theory(Timeout = TestHost.Patience)]
    [InlineData("/instances?instanceIdPrefix=%00")]
    [InlineData("/instances/w%00")]
    [InlineData("/instances", "AA")]
    public async Task Get_ANulCharacter_IsRefusedAndTheNextCallIsAnswered(string path, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}{path}");
        request.Headers.Add("x-ms-continuation-token", token ?? "");

        (await SendAsync(request)).Status.Should().Be(HttpStatusCode.BadRequest);

        (await GetAsync("/instances")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory(Timeout = TestHost.Patience)]
    [InlineData("terminate?reason=%00")]
    [InlineData("raiseEvent/go%00")]
    public async Task Post_ANulCharacter_IsRefusedAndTheInstanceGoesOn(string action)
    {
        await PostAsync("/orchestrators/Wait/w", "\"in\"");

        (await PostAsync($"/instances/w/{action}", "1")).Status.Should().Be(HttpStatusCode.BadRequest);

        (await PostAsync("/instances/w/raiseEvent/go", "{\"n\":7}")).Status.Should().Be(HttpStatusCode.Accepted);
        await UntilFinishedAsync($"{Root}/instances/w");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Key_MissingOrWrong_IsRefusedEverywhere()
    {
        Host.Client.DefaultRequestHeaders.Clear();

        string[] keys = ["", $"?code={Key[..^1]}", $"?code={Key}x", "?code="];
        foreach (var path in keys.Select(key => $"/instances{key}").Append("/instances/x"))
        {
            (await GetAsync(path)).Status.Should().Be(HttpStatusCode.Unauthorized);
        }

        (await PostAsync("/orchestrators/Echo", "1")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await GetAsync($"/instances?code={Key}")).Status.Should().Be(HttpStatusCode.OK);
        (await GetAsync("/nothing")).Status.Should().Be(HttpStatusCode.NotFound);
        Host.Log.All.Should().NotContain(line => line.Contains(Key), "the key is a secret").And.NotBeEmpty();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Key_NoneOrShort_NoApiOrNoStart()
    {
        await using var off = await StartAsync("");
        (await off.Client.GetAsync($"{Root}/instances?code=")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        var start = () => StartAsync("short-secret");
        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain("LocalRuntime__Management__Key").And.NotContain("short-secret");
    }
}
