using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>A real server on this machine: Runway's task <c>job/1</c> is finished, and its clip lies where the test says.</summary>
public sealed class ClipServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Queue<string> _links = new();
    readonly List<string> _requests = [];

    public ClipServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _app.StartAsync().GetAwaiter().GetResult();
    }

    public string Address => _app.Urls.First();

    /// <summary>Paths in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>What lies at a path of its first segment.</summary>
    public Dictionary<string, RequestDelegate> Files { get; } = [];

    /// <summary>Paths of the clip: each look at the task gives the next, and the last one again and again.</summary>
    public ClipServer Clip(params string[] links)
    {
        Array.ForEach(links, _links.Enqueue);
        return this;
    }

    public static RequestDelegate Video(byte[] bytes, string type = "video/mp4") => async context =>
    {
        context.Request.Headers.Authorization.Should().BeEmpty("the key is for the provider's API alone");
        (context.Response.ContentType, context.Response.ContentLength) = (type, bytes.Length);
        await context.Response.Body.WriteAsync(bytes);
    };

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static RequestDelegate To(string location, int status = 302) => context =>
    {
        (context.Response.StatusCode, context.Response.Headers.Location) = (status, location);
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        lock (_requests)
        {
            _requests.Add(path);
        }

        if (path.StartsWith("/v1/tasks/", StringComparison.Ordinal))
        {
            var link = _links.Count > 1 ? _links.Dequeue() : _links.Peek();
            string[] output = [link.StartsWith('/') ? Address + link : link];
            await context.Response.WriteAsJsonAsync(new { status = "SUCCEEDED", output });
            return;
        }

        await (Files.GetValueOrDefault(path) ?? Status(404))(context);
    }
}
