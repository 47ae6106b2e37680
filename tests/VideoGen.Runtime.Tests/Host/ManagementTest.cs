using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

/// <summary>The answers are those of the Durable Functions HTTP API.</summary>
public abstract class ManagementTest : IAsyncLifetime
{
    protected const string Root = "/runtime/webhooks/durabletask";
    protected const string Key = "0123456789abcdef0123456789abcdef";
    readonly TestDatabase _database = new();
    TestHost _host = null!;

    internal TestHost Host => _host;

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
        GC.SuppressFinalize(this);
    }

    internal Task<TestHost> StartAsync(string key) => TestHost.StartAsync([typeof(Flows)], builder =>
    {
        builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
        builder.Configuration["LocalRuntime:Management:Key"] = key;
    }, new() { ["host.json"] = """{ "logging": { "logLevel": { "default": "Trace", "Microsoft.AspNetCore.Hosting.Diagnostics": "Trace" } } }""" });

    protected Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, Root + path));

    protected Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, Root + path));

    protected Task<Answer> PostAsync(string path, string body, string type = "application/json")
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, Root + path) { Content = new StringContent(body, Encoding.UTF8, type) });

    protected async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _host.Client.SendAsync(request);
        return new Answer(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }

    protected async Task<Answer> UntilFinishedAsync(string address)
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

    protected async Task UntilAsync(string path, string status)
    {
        while ((await GetAsync(path)).Json!["runtimeStatus"]!.GetValue<string>() != status)
        {
            await Task.Delay(20);
        }
    }

    protected static IEnumerable<string> Ids(Answer answer) => answer.Json!.AsArray().Select(found => found!["instanceId"]!.GetValue<string>());

    protected sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
    {
        public JsonNode? Json => JsonNode.Parse(Text);
    }

    public static class Flows
    {
        [Function("Echo")]
        public static Task<JsonNode?> Echo([OrchestrationTrigger] TaskOrchestrationContext context)
            => Task.FromResult(context.GetInput<JsonNode>());

        [Function("Fail")]
        public static Task Fail([OrchestrationTrigger] TaskOrchestrationContext context) => throw new InvalidOperationException("no");

        [Function("Wait")]
        public static async Task<int> Wait([OrchestrationTrigger] TaskOrchestrationContext context)
            => await context.CallActivityAsync<int>("Double", (await context.WaitForExternalEvent<JsonNode>("go"))["n"]!.GetValue<int>());

        [Function("Double")]
        public static int Double([ActivityTrigger] int number) => 2 * number;
    }
}
