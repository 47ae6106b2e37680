using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Options;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

/// <summary>The answers are those of the Durable Functions HTTP API.</summary>
public sealed class ManagementTests : IAsyncLifetime
{
    const string Root = "/runtime/webhooks/durabletask";
    const string Key = "0123456789abcdef0123456789abcdef";
    readonly TestDatabase _database = new();
    TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await StartAsync(Key);
        _host.Client.DefaultRequestHeaders.Add("x-functions-key", Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Start_KnownOrchestrator_AnswersWithLinksThatWork()
    {
        _host.Client.DefaultRequestHeaders.Clear();
        var started = await PostAsync($"/orchestrators/Echo?code={Key}", "\"hi\"");

        started.Status.Should().Be(HttpStatusCode.Accepted);
        started.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        var links = started.Json!.AsObject();
        links.Select(link => link.Key).Should().Equal(
            "id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri",
            "resumePostUri");
        (await UntilFinishedAsync(links["statusQueryGetUri"]!.GetValue<string>())).Json!["output"]!.GetValue<string>().Should().Be("hi");
        started.Headers.Location!.ToString().Should().Be(links["statusQueryGetUri"]!.GetValue<string>());
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Start_WithATimeout_WaitsForTheOutput()
    {
        var ended = await PostAsync("/orchestrators/Echo/mine?timeout=60&pollingInterval=1", "{\"a\":1}");

        ended.Status.Should().Be(HttpStatusCode.OK);
        ended.Json!.ToJsonString().Should().Be("{\"a\":1}");
        (await PostAsync("/orchestrators/None", "1")).Should().Match<Answer>(answer =>
            answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("'None' doesn't exist"));
        (await PostAsync("/orchestrators/Echo", "{")).Text.Should().Contain("Invalid JSON content");
    }

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
        history[2]!.Should().Match<JsonNode>(step => step["FunctionName"]!.GetValue<string>() == "Double" && step["Result"]!.GetValue<int>() == 14);
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
    public async Task Control_OfAnInstance_IsAcceptedUntilItHasEnded()
    {
        await PostAsync("/orchestrators/Wait/w", "1");
        (await PostAsync("/instances/w/raiseEvent/go", "x", "text/plain")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync("/instances/w/suspend?reason=rest", "")).Status.Should().Be(HttpStatusCode.Accepted);
        await UntilAsync("/instances/w", "Suspended");
        (await PostAsync("/instances/w/resume?reason=go", "")).Status.Should().Be(HttpStatusCode.Accepted);
        await UntilAsync("/instances/w", "Running");
        (await PostAsync("/instances/w/terminate?reason=enough", "")).Status.Should().Be(HttpStatusCode.Accepted);

        (await UntilFinishedAsync($"{Root}/instances/w")).Json!.Should().Match<JsonNode>(json =>
            json["runtimeStatus"]!.GetValue<string>() == "Terminated" && json["output"]!.GetValue<string>() == "enough");
        foreach (var act in new[] { "terminate", "suspend", "resume", "raiseEvent/go" })
        {
            (await PostAsync($"/instances/w/{act}", "1")).Status.Should().Be(HttpStatusCode.Gone);
            (await PostAsync($"/instances/none/{act}", "1")).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await PostAsync("/instances/w/restart?restartWithNewInstanceId=false", "")).Json!["id"]!.GetValue<string>().Should().Be("w");
        await UntilAsync("/instances/w", "Running");
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

    [Fact(Timeout = TestHost.Patience)]
    public async Task Purge_OneAndMany_TakesTheFinishedOnly()
    {
        foreach (var id in new[] { "p-1", "p-2", "p-3" })
        {
            await PostAsync($"/orchestrators/Echo/{id}?timeout=60", "1");
        }

        await PostAsync("/orchestrators/Wait/p-4", "1");

        (await DeleteAsync("/instances/p-1")).Should().Match<Answer>(answer => answer.Text == "{\"instancesDeleted\":1}");
        (await DeleteAsync("/instances/p-1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await DeleteAsync("/instances")).Should().Match<Answer>(answer =>
            answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("createdTimeFrom"));
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01&runtimeStatus=Failed")).Status.Should().Be(HttpStatusCode.NotFound);
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01")).Text.Should().Be("{\"instancesDeleted\":2}");
        Ids(await GetAsync("/instances")).Should().Equal("p-4");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Key_MissingOrWrong_IsRefusedEverywhere()
    {
        _host.Client.DefaultRequestHeaders.Clear();

        foreach (var path in new[] { "/instances", "/instances/x", $"/instances?code={Key[..^1]}", $"/instances?code={Key}x", "/instances?code=" })
        {
            (await GetAsync(path)).Status.Should().Be(HttpStatusCode.Unauthorized);
        }

        (await PostAsync("/orchestrators/Echo", "1")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await DeleteAsync("/instances?createdTimeFrom=2020-01-01")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await GetAsync($"/instances?code={Key}")).Status.Should().Be(HttpStatusCode.OK);
        (await GetAsync("/nothing")).Status.Should().Be(HttpStatusCode.NotFound);
        _host.Log.All.Should().NotContain(line => line.Contains(Key), "the key is a secret").And.NotBeEmpty();
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

    Task<TestHost> StartAsync(string key) => TestHost.StartAsync([typeof(Flows)], builder =>
    {
        builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
        builder.Configuration["LocalRuntime:Management:Key"] = key;
    }, new() { ["host.json"] = """{ "logging": { "logLevel": { "default": "Trace", "Microsoft.AspNetCore.Hosting.Diagnostics": "Trace" } } }""" });

    Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, Root + path));

    Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, Root + path));

    Task<Answer> PostAsync(string path, string body, string type = "application/json")
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, Root + path) { Content = new StringContent(body, Encoding.UTF8, type) });

    async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _host.Client.SendAsync(request);
        return new Answer(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }

    async Task<Answer> UntilFinishedAsync(string address)
    {
        while (true)
        {
            var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
            if (answer.Status != HttpStatusCode.Accepted)
            {
                return answer;
            }

            await Task.Delay(20);
        }
    }

    async Task UntilAsync(string path, string status)
    {
        while ((await GetAsync(path)).Json!["runtimeStatus"]!.GetValue<string>() != status)
        {
            await Task.Delay(20);
        }
    }

    static IEnumerable<string> Ids(Answer answer) => answer.Json!.AsArray().Select(found => found!["instanceId"]!.GetValue<string>());

    sealed record Answer(HttpStatusCode Status, System.Net.Http.Headers.HttpResponseHeaders Headers, string Text)
    {
        public JsonNode? Json => JsonNode.Parse(Text);
    }

    public static class Flows
    {
        [Function("Echo")]
        public static Task<JsonNode?> Echo([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.GetInput<JsonNode>());

        [Function("Fail")]
        public static Task Fail([OrchestrationTrigger] TaskOrchestrationContext context) => throw new InvalidOperationException("no");

        [Function("Wait")]
        public static async Task<int> Wait([OrchestrationTrigger] TaskOrchestrationContext context)
            => await context.CallActivityAsync<int>("Double", (await context.WaitForExternalEvent<JsonNode>("go"))["n"]!.GetValue<int>());

        [Function("Double")]
        public static int Double([ActivityTrigger] int number) => 2 * number;
    }
}
