using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VideoGen.Testing;

namespace VideoGen.Runtime.Tests.Host;

public sealed class DurableFunctionsTests : IAsyncLifetime
{
    readonly TestDatabase _database = new();
    readonly ConcurrentQueue<string> _seen = new();
    TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await TestHost.StartAsync([typeof(Functions)], builder =>
        {
            builder.Configuration["Database:ConnectionString"] = _database.ConnectionString;
            builder.Services.AddSingleton(_seen);
            builder.Services.Configure<JsonSerializerOptions>(options => options.Converters.Add(new JsonStringEnumConverter()));
            builder.UseMiddleware<Witness>();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Start_ByAnHttpFunction_RunsOrchestratorAndActivities()
    {
        var answer = await _host.Client.GetFromJsonAsync<JsonElement>("/api/run/Greet?input=Ada");

        answer.GetProperty("status").GetString().Should().Be("Completed");
        answer.GetProperty("output").GetString().Should().Be("\"Hello Ada, Loud\"");
    }

    [Theory(Timeout = TestHost.Patience)]
    [InlineData("GREET", "\"Hello Ada, Loud\"")]
    [InlineData("NameOf", "\"NAMEOF\"")]
    [InlineData("TakesNothing", "\"nothing\"")]
    [InlineData("Context", "\"Context of x\"")]
    public async Task Start_NamesAndInputs_AreBoundAsOnTheRealWorker(string orchestrator, string output)
    {
        var answer = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/run/{orchestrator}?input=Ada");

        answer.GetProperty("output").GetString().Should().Be(output);
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Invoke_Middleware_SeesEveryTurnAndActivityWithoutAnHttpContext()
    {
        await _host.Client.GetAsync("/api/run/Greet?input=Ada");

        _seen.Should().Equal(
            "Run http True",
            "Greet http False", "Greet ended", "Shout http False", "Shout ended", "Greet http False", "Greet ended",
            "Run ended");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Invoke_OrchestrationFails_IsNoExceptionOfTheMiddleware()
    {
        var answer = await _host.Client.GetFromJsonAsync<JsonElement>("/api/run/Fails?input=Ada");

        answer.GetProperty("status").GetString().Should().Be("Failed");
        _seen.Should().Contain("Fails ended");
    }

    public enum Tone
    {
        Quiet,
        Loud,
    }

    public sealed record Words(string Text, Tone Tone);

    public sealed class Witness(ConcurrentQueue<string> seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Enqueue($"{context.FunctionDefinition.Name} http {context.GetHttpContext() is not null}");
            await next(context);
            seen.Enqueue($"{context.FunctionDefinition.Name} ended");
        }
    }

    public static class Functions
    {
        [Function("Run")]
        public static async Task<IResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "run/{name}")] HttpRequest request,
            string name,
            string input,
            [DurableClient] DurableTaskClient durable,
            CancellationToken cancellationToken)
        {
            var id = await durable.ScheduleNewOrchestrationInstanceAsync(name, input, cancellationToken);
            var ended = await durable.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
            var output = ended.SerializedOutput?.Replace(id, "x", StringComparison.Ordinal);
            return Results.Json(new { status = ended.RuntimeStatus.ToString(), output });
        }

        [Function("Greet")]
        public static Task<string> Greet([OrchestrationTrigger] TaskOrchestrationContext context, string who)
            => context.CallActivityAsync<string>("SHOUT", new Words($"Hello {who}", Tone.Loud));

        [Function("Shout")]
        public static string Shout([ActivityTrigger] Words words, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return $"{words.Text}, {words.Tone}";
        }

        [Function("NameOf")]
        public static Task<string> NameOf([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function)
            => Task.FromResult(function.FunctionDefinition.Name.ToUpperInvariant());

        [Function("TakesNothing")]
        public static Task<string> TakesNothing([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>("Input");

        [Function("Input")]
        public static string Input([ActivityTrigger] string? input) => input ?? "nothing";

        [Function("Context")]
        public static Task<string> Context([OrchestrationTrigger] TaskOrchestrationContext context)
            => context.CallActivityAsync<string>("Where");

        [Function("Where")]
        public static string Where([ActivityTrigger] FunctionContext context, string instanceId)
            => instanceId.Equals(context.BindingContext.BindingData["instanceId"]) ? $"Context of {instanceId}" : "another instance";

        [Function("Fails")]
        public static Task Fails([OrchestrationTrigger] TaskOrchestrationContext context, string who)
            => throw new InvalidOperationException($"no {who}");
    }
}
