using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

/// <summary>The smallest good order at each provider, small enough to be made in a moment, and how it is read again.</summary>
static class Orders
{
    public static readonly string[] Providers = ["luma", "luma_dream_machine", "runway", "heygen"];

    public static string Path(string provider) => provider switch
    {
        "luma" => "generations",
        "luma_dream_machine" => "generations/video",
        "runway" => "v1/text_to_video",
        _ => "v3/videos",
    };

    public static string Body(string provider, string text = "a bottle on slate", string? callbackUrl = null)
    {
        var body = JsonNode.Parse(provider switch
        {
            "luma" => """{"model":"ray-3.2","type":"video","aspect_ratio":"1:1","video":{"resolution":"360p","duration":"5s"}}""",
            "luma_dream_machine" => """{"model":"ray-2","resolution":"540p","aspect_ratio":"1:1","duration":"5s"}""",
            "runway" => """{"model":"gen4.5","ratio":"720:1280","duration":2}""",
            _ => """{"type":"avatar","avatar_id":"look_demo_01","voice_id":"voice_demo_en","resolution":"720p","aspect_ratio":"1:1"}""",
        })!;
        body[provider switch { "runway" => "promptText", "heygen" => "script", _ => "prompt" }] = text;
        if (callbackUrl is not null)
        {
            body["callback_url"] = callbackUrl;
        }

        return body.ToJsonString();
    }

    /// <summary>The good order with one field changed.</summary>
    /// <param name="field">Names with dots between them; the last one is set.</param>
    /// <param name="value">JSON; <c>remove</c> takes the field out.</param>
    public static string With(string body, string field, string value)
    {
        var root = JsonNode.Parse(body)!;
        var names = field.Split('.');
        var at = names[..^1].Aggregate(root, (node, name) => node[name] ??= new JsonObject());
        if (value == "remove")
        {
            at.AsObject().Remove(names[^1]);
        }
        else
        {
            at[names[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    public static string Id(string provider, JsonNode created) => created.At(provider == "heygen" ? "data.video_id" : "id")!;

    public static string StatusPath(string provider, string id) => provider switch
    {
        "runway" => $"v1/tasks/{id}",
        "heygen" => $"v3/videos/{id}",
        _ => $"generations/{id}",
    };

    public static string? State(string provider, JsonNode job)
        => job.At(provider switch { "runway" => "status", "heygen" => "data.status", _ => "state" });

    public static bool HasEnded(string provider, JsonNode job)
        => State(provider, job) is "completed" or "failed" or "SUCCEEDED" or "FAILED";

    public static string? Url(string provider, JsonNode job) => job.At(provider switch
    {
        "luma" => "output.0.url",
        "luma_dream_machine" => "assets.video",
        "runway" => "output.0",
        _ => "data.video_url",
    });

    public static string? FailureWord(string provider, JsonNode job) => job.At(provider switch
    {
        "luma" => "failure_code",
        "luma_dream_machine" => "failure_reason",
        "runway" => "failureCode",
        _ => "data.failure_code",
    });

    /// <summary>The list price of <see cref="Body"/>.</summary>
    public static decimal Usd(string provider) => provider switch
    {
        "luma" => 0.15m,
        "luma_dream_machine" => 0.40m,
        "runway" => 0.24m,
        // "a bottle on slate" takes a second.
        _ => 0.0667m,
    };
}
