using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VideoGen.Runtime.Tests.Host;

public sealed class MiddlewareTests : IAsyncLifetime
{
    readonly ConcurrentQueue<string> _seen = new();
    TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync([typeof(Functions)], builder =>
    {
        builder.Services.AddSingleton(_seen).AddScoped<PerCall>();
        builder.UseMiddleware<Gate>();
        builder.UseMiddleware<Witness>();
        builder.UseWhen<Marker>(context => context.FunctionDefinition.Name == "Marked");
    });

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Invoke_AnswersInsteadOfTheFunction_TheFunctionDoesNotRun()
    {
        var answer = await _host.Client.GetAsync("/api/plain?stop=true");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).Should().Be("\"stopped\"");
        _seen.Should().BeEmpty();
    }

    [Fact]
    public async Task Invoke_HeaderBeforeNext_StaysOnTheAnswer()
    {
        var answer = await _host.Client.GetAsync("/api/plain");

        answer.Headers.GetValues("X-Gate").Should().Equal("open");
    }

    [Fact]
    public async Task Invoke_ExceptionOfTheFunction_MayBecomeAnAnswer()
    {
        var answer = await _host.Client.GetAsync("/api/throws");

        answer.StatusCode.Should().Be(HttpStatusCode.Gone);
        (await answer.Content.ReadAsStringAsync()).Should().Be("\"sold out\"");
        _host.Log.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Invoke_ResultOfTheFunction_MayBeSeenAndReplaced()
        => (await _host.Client.GetStringAsync("/api/plain?replace=true")).Should().Be("\"not NoContent\"");

    [Fact]
    public async Task Invoke_Middleware_StandsInOrderAroundTheFunctionAndBeforeItsResultIsWritten()
    {
        await _host.Client.GetAsync("/api/marked");

        _seen.Should().Equal("before Marked", "marker", "function", "after Marked, started: False");
    }

    [Fact]
    public async Task Invoke_UseWhenThatDoesNotPick_PassesBy()
    {
        await _host.Client.GetAsync("/api/plain");

        _seen.Should().NotContain("marker");
    }

    [Fact]
    public async Task Invoke_ScopedService_IsTheSameForMiddlewareFunctionAndRequestButNotForTheNextCall()
    {
        var first = await _host.Client.GetStringAsync("/api/scope");
        var second = await _host.Client.GetStringAsync("/api/scope");

        first.Split(' ').Distinct().Should().ContainSingle();
        second.Should().NotBe(first);
    }

    public sealed class PerCall
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Gate : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            http.Response.Headers["X-Gate"] = "open";
            if (http.Request.Query.ContainsKey("stop"))
            {
                await Results.Json("stopped", statusCode: 401).ExecuteAsync(http);
                return;
            }

            try
            {
                await next(context);
                if (http.Request.Query.ContainsKey("replace"))
                {
                    var result = context.GetInvocationResult();
                    result.Value = Results.Json($"not {result.Value!.GetType().Name}");
                }
            }
            catch (NotSupportedException)
            {
                await Results.Json("sold out", statusCode: 410).ExecuteAsync(http);
            }
        }
    }

    public sealed class Witness(ConcurrentQueue<string> seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.Items["scope"] = context.InstanceServices.GetRequiredService<PerCall>().Id;
            seen.Enqueue($"before {context.FunctionDefinition.Name}");
            await next(context);
            seen.Enqueue($"after {context.FunctionDefinition.Name}, started: {context.GetHttpContext()!.Response.HasStarted}");
        }
    }

    public sealed class Marker(ConcurrentQueue<string> seen) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Enqueue("marker");
            return next(context);
        }
    }

    public sealed class Functions(ConcurrentQueue<string> seen, PerCall scope)
    {
        [Function("Plain")]
        public static IResult Plain(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain")] HttpRequest request)
            => Results.NoContent();

        [Function("Throws")]
        public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request)
            => throw new NotSupportedException();

        [Function("Marked")]
        public IResult Marked([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "marked")] HttpRequest request)
        {
            seen.Enqueue("function");
            return Results.Text("result");
        }

        [Function("Scope")]
        public IResult Scope(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scope")] HttpRequest request, FunctionContext context)
            => Results.Text($"{context.Items["scope"]} {scope.Id} {request.HttpContext.RequestServices.GetRequiredService<PerCall>().Id}");
    }
}
