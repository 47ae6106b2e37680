using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace VideoGen.Runtime.Tests.Host;

public sealed class HttpStreamTests : IAsyncLifetime
{
    readonly Turns _turns = new();
    TestHost _host = null!;

    public async ValueTask InitializeAsync()
        => _host = await TestHost.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(_turns));

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stream_EachFlush_ArrivesBeforeTheNextIsWritten()
    {
        using var answer = await _host.Client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        (await reader.ReadLineAsync()).Should().Be("data: 1");
        _turns.Next.SetResult();
        await reader.ReadLineAsync();
        (await reader.ReadLineAsync()).Should().Be("data: 2");
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stream_CallerGoesAway_CancelsTheRequestWithoutAnError()
    {
        var answer = await _host.Client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);

        answer.Dispose();

        (await _turns.Ended.Task).Should().BeAssignableTo<OperationCanceledException>();
        await _host.StopAsync();
        _host.Log.Errors.Should().BeEmpty();
    }

    [Fact(Timeout = TestHost.Patience)]
    public async Task Stream_HostStops_CancelsTheFunctionAndLetsTheHostGo()
    {
        using var answer = await _host.Client.GetAsync("/api/events?patient=true", HttpCompletionOption.ResponseHeadersRead);

        await _host.StopAsync();

        (await _turns.Ended.Task).Should().BeAssignableTo<OperationCanceledException>();
        _host.Log.Errors.Should().BeEmpty();
    }

    public sealed class Turns
    {
        public TaskCompletionSource Next { get; } = new();

        public TaskCompletionSource<Exception> Ended { get; } = new();
    }

    public sealed class Functions(Turns turns)
    {
        [Function("Events")]
        public async Task Events(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events")] HttpRequest request,
            CancellationToken cancellationToken,
            bool patient = false)
        {
            var response = request.HttpContext.Response;
            response.ContentType = "text/event-stream";
            try
            {
                await SendAsync(response, 1);
                await turns.Next.Task.WaitAsync(patient ? cancellationToken : request.HttpContext.RequestAborted);
                await SendAsync(response, 2);
            }
            catch (Exception exception)
            {
                turns.Ended.SetResult(exception);
                throw;
            }
        }

        static async Task SendAsync(HttpResponse response, int number)
        {
            await response.WriteAsync($"data: {number}\n\n");
            await response.Body.FlushAsync();
        }
    }
}
