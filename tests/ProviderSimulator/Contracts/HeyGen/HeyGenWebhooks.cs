using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using VideoGen.ProviderSimulator.Callbacks;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>
/// Registered endpoints, past events, and deliveries: signed over the raw body, tried until an answer of 2xx within 10 s, at growing
/// intervals for a day. A job's own <c>callback_url</c> gets an unsigned copy: whether HeyGen signs those is not documented.
/// </summary>
public sealed class HeyGenWebhooks(CallbackSender sender)
{
    const string Success = "avatar_video.success", Fail = "avatar_video.fail";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);
    readonly ConcurrentDictionary<string, Endpoint> _endpoints = new();
    readonly ConcurrentQueue<Event> _events = new();

    internal void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/v3/webhooks/endpoints", CreateAsync);
        routes.MapGet("/v3/webhooks/endpoints", () => Page(_endpoints.Values.Select(endpoint => endpoint.View(withSecret: false))));
        routes.MapDelete("/v3/webhooks/endpoints/{id}", (string id) => _endpoints.TryRemove(id, out _) ? Results.NoContent()
            : throw NotFound(id));
        routes.MapPost("/v3/webhooks/endpoints/{id}/rotate-secret", (string id)
            => !_endpoints.TryGetValue(id, out var old) ? throw NotFound(id)
                : Data((_endpoints[id] = old with { Secret = NewSecret() }).View(withSecret: true)));
        routes.MapGet("/v3/webhooks/event-types", () => Data(new JsonArray(Success, Fail)));
        routes.MapGet("/v3/webhooks/events", () => Page(_events.Reverse().Select(one => one.View())));
    }

    internal async Task OnMovedAsync(Job job, string? link)
    {
        if (!job.HasEnded)
        {
            return;
        }

        var data = new JsonObject { ["video_id"] = job.Id, ["callback_id"] = job.Order.CallbackId };
        if (job.State == JobState.Completed)
        {
            (data["url"], data["folder_id"]) = (link, null);
        }
        else
        {
            data["msg"] = Answers.Reason(job);
        }

        var happened = new Event($"evt_{Guid.NewGuid():N}", job.State == JobState.Completed ? Success : Fail, data, DateTimeOffset.UtcNow);
        _events.Enqueue(happened);
        if (job.CallbackFault?.Kind == FaultKinds.NoCallback)
        {
            return;
        }

        for (var copies = job.CallbackFault?.Kind == FaultKinds.CallbackTwice ? 2 : 1; copies > 0; copies--)
        {
            await Task.WhenAll(_endpoints.Values.Where(endpoint => endpoint.Events.Contains(happened.Type))
                .Select(endpoint => DeliverAsync(endpoint.Url, happened, SecretFor(job, endpoint)))
                .Concat(job.Order.CallbackUrl is { } url ? [DeliverAsync(url, happened, secret: null)] : []));
        }
    }

    static string SecretFor(Job job, Endpoint endpoint)
        => job.CallbackFault?.Kind == FaultKinds.CallbackForged ? NewSecret() : endpoint.Secret;

    /// <summary>Comes back after the first try; the others go on by themselves.</summary>
    async Task DeliverAsync(string url, Event happened, string? secret)
    {
        if (!await TryAsync(url, happened, secret))
        {
            _ = Task.Run(async () =>
            {
                for (var pause = FirstPause; pause < GiveUpAfter && await sender.WaitAsync(pause)
                    && !await TryAsync(url, happened, secret); pause *= 2)
                {
                }
            });
        }
    }

    async Task<bool> TryAsync(string url, Event happened, string? secret)
    {
        var body = new JsonObject { ["event_type"] = happened.Type, ["event_data"] = happened.Data.DeepClone() }.ToJsonString();
        var headers = new Dictionary<string, string>
        {
            ["Heygen-Timestamp"] = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}",
            ["Heygen-Event-Id"] = happened.Id,
        };
        if (secret is not null)
        {
            headers["Heygen-Signature"] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret),
                Encoding.UTF8.GetBytes(body)));
        }

        return (int?)await sender.PostAsync(url, body, Patience, headers) is >= 200 and <= 299;
    }

    async Task<IResult> CreateAsync(HttpRequest request)
    {
        var body = await Fields.ReadAsync(request);
        var url = body.RequiredText("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
        {
            throw RefusedException.Invalid("url", "url must be an https address.");
        }

        var events = body.Array("events")?.Select(node => node?.GetValue<string>() ?? "").ToList() ?? [Success, Fail];
        body.Ignore("entity_id");
        body.End();
        var endpoint = new Endpoint($"ep_{Guid.NewGuid():N}", url, events, NewSecret(), DateTimeOffset.UtcNow);
        _endpoints[endpoint.Id] = endpoint;
        return Data(endpoint.View(withSecret: true));
    }

    static string NewSecret() => $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";

    static IResult Data(JsonNode data) => Results.Json(new JsonObject { ["data"] = data });

    static IResult Page(IEnumerable<JsonObject> items)
        => Results.Json(new JsonObject { ["data"] = new JsonArray([.. items]), ["has_more"] = false, ["next_token"] = null });

    static RefusedException NotFound(string id)
        => new(new Refusal(RefusalKind.NotFound, $"There is no endpoint '{id}'.", "endpoint_id", Code: "webhook_endpoint_not_found"));

    sealed record Endpoint(string Id, string Url, IReadOnlyList<string> Events, string Secret, DateTimeOffset CreatedAt)
    {
        /// <summary>The secret is shown when it is made and never again.</summary>
        public JsonObject View(bool withSecret)
        {
            var view = new JsonObject
            {
                ["endpoint_id"] = Id,
                ["url"] = Url,
                ["events"] = new JsonArray([.. Events.Select(type => JsonValue.Create(type))]),
                ["status"] = "enabled",
                ["created_at"] = CreatedAt.ToUnixTimeSeconds(),
            };
            if (withSecret)
            {
                view["secret"] = Secret;
            }

            return view;
        }
    }

    sealed record Event(string Id, string Type, JsonObject Data, DateTimeOffset CreatedAt)
    {
        public JsonObject View() => new()
        {
            ["event_id"] = Id,
            ["event_type"] = Type,
            ["event_data"] = Data.DeepClone(),
            ["created_at"] = CreatedAt.ToUnixTimeSeconds(),
        };
    }
}
