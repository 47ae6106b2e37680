using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VideoGen.AppHost.Tests;

/// <summary>
/// The app's API as the demo sees it, over real HTTP. Its one video takes a step whenever it is looked at, and stands still at the review
/// until it is approved.
/// </summary>
sealed class FakeVideoApi : IAsyncDisposable
{
    public const string VideoId = "0198c5a0-0000-7000-8000-000000000001";
    public static readonly byte[] Film = [.. Enumerable.Range(0, 100_000).Select(number => (byte)number)];
    readonly WebApplication _app;
    int _step;
    bool _isApproved;

    FakeVideoApi(WebApplication app) => _app = app;

    /// <summary>Every request in order, such as <c>POST /api/v1/brands</c>, with its body.</summary>
    public ConcurrentQueue<(string Call, JsonNode? Body)> Calls { get; } = new();

    /// <summary>Which of the calls above are answered with an error instead.</summary>
    public Dictionary<string, (int Status, string Body)> Refusals { get; } = [];

    /// <summary>The video as it becomes, step by step; the last stays.</summary>
    public List<JsonObject> Steps { get; } =
    [
        Video("pending", 0),
        Video("script_generating", 5, message: "Writing the script"),
        Video("storyboard_ready", 30, message: "Waiting for review", waitingFor: "storyboard_review", withPlan: true),
        Video("video_rendering", 60, message: "Rendering", scene: 2, withPlan: true),
        Video("completed", 100, withPlan: true, finished: true),
    ];

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(_app.Urls.Single()) };

    public static async Task<FakeVideoApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeVideoApi(builder.Build());
        api.Map();
        await api._app.StartAsync();
        return api;
    }

    public static JsonObject Video(
        string status, int percent, string message = "", int? scene = null,
        string? waitingFor = null, bool withPlan = false, bool finished = false)
        => new()
        {
            ["id"] = VideoId,
            ["status"] = status,
            ["run"] = 1,
            ["progress"] = new JsonObject
            {
                ["percent"] = percent,
                ["message"] = message,
                ["scene"] = scene,
                ["scene_count"] = scene is null ? null : 6,
                ["waiting_for"] = waitingFor,
            },
            ["script"] = withPlan ? JsonNode.Parse(Plan.Script) : null,
            ["storyboard"] = withPlan ? JsonNode.Parse(Plan.Storyboard) : null,
            ["quote"] = withPlan ? new JsonObject { ["lines"] = new JsonArray(), ["total_usd"] = "1.25" } : null,
            ["failure"] = null,
            ["result"] = finished
                ? new JsonObject
                {
                    ["duration_seconds"] = 20.0,
                    ["size_bytes"] = Film.Length,
                    ["width"] = 1920,
                    ["height"] = 1080,
                    ["video_codec"] = "h264",
                    ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Film)),
                }
                : null,
            ["cost_usd"] = "0.75",
        };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    void Map()
    {
        _app.Use(RecordAndRefuseAsync);
        _app.MapGet("/api/health/ready", () => Results.Ok());
        foreach (var kind in new[] { "brands", "products", "references" })
        {
            _app.MapPost($"/api/v1/{kind}", () => Results.Json(new { id = $"the-{kind}" }, statusCode: 201));
        }

        _app.MapPost("/api/v1/videos", () => Results.Json(Steps[0], statusCode: 202));
        _app.MapGet("/api/v1/videos/{id}", () => Results.Json(Look()));
        _app.MapPost("/api/v1/videos/{id}/approve", () =>
        {
            _isApproved = true;
            return Results.Accepted();
        });
        _app.MapGet("/api/v1/videos/{id}/download", () => Results.Redirect("/files/film.mp4"));
        _app.MapGet("/files/film.mp4", () => Results.Bytes(Film, "video/mp4"));
    }

    JsonObject Look()
    {
        var waits = Steps[_step]["progress"]!["waiting_for"] is not null && !_isApproved;
        _step = waits || _step == Steps.Count - 1 ? _step : _step + 1;
        return Steps[_step];
    }

    async Task RecordAndRefuseAsync(HttpContext context, RequestDelegate next)
    {
        var call = $"{context.Request.Method} {context.Request.Path}";
        Calls.Enqueue((call, context.Request.ContentType is null ? null : await JsonNode.ParseAsync(context.Request.Body)));
        if (Refusals.TryGetValue(call, out var refusal))
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsync(refusal.Body);
            return;
        }

        await next(context);
    }
}
