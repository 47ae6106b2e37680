using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.ProviderSimulator.Tests;

/// <param name="Body">As it came.</param>
sealed record ReceivedCall(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>The other side of callbacks, and a host of pictures.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<ReceivedCall> _calls = new();

    Receiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    /// <param name="answer">To every POST.</param>
    /// <param name="picture">What GET and HEAD get.</param>
    public static async Task<Receiver> StartAsync(HttpStatusCode answer = HttpStatusCode.OK, byte[]? picture = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.MapMethods("{*path}", ["GET", "HEAD"], (string? path) => picture is null ? Results.NotFound()
            : Results.Bytes(picture, "image/png"));
        receiver._app.MapPost("{*path}", async (HttpRequest request, string? path) =>
        {
            using var reader = new StreamReader(request.Body);
            receiver._calls.Enqueue(new ReceivedCall(request.Path, await reader.ReadToEndAsync(),
                request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            return Results.StatusCode((int)answer);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for at least so many calls.</summary>
    public async Task<IReadOnlyList<ReceivedCall>> WaitAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_calls.Count < count)
        {
            await Task.Delay(10, patience.Token);
        }

        return Calls;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

static class Pixel
{
    /// <summary>A picture of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
