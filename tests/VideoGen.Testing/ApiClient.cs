using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.Testing;

/// <summary>An answer of the API with its body read as JSON, if it is some.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Message)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    public IReadOnlyList<string> Fields => Body?["errors"] is JsonArray errors ? [.. errors.Select(error => error!["field"]!.GetValue<string>())] : [];
}

/// <summary>Speaks to the API as any program would: HTTP and JSON, without the app's types.</summary>
public sealed class ApiClient(HttpClient http)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) });

    public Task<ApiAnswer> PostTextAsync(string path, string body)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public Task<ApiAnswer> PutAsync(string path, JsonNode body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonNode? body, string? ifMatch)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return SendAsync(request);
    }

    /// <summary>A brand, a product and a reference of the samples, and a small and short video of them. The brand's name is its own, so that no clip of another test fits.</summary>
    public async Task<JsonObject> VideoInputAsync(string language = "en", string[]? review = null)
    {
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", $"{language}.json")))!;
        sample["brand"]!["name"] = $"{sample["brand"]!["name"]} {Guid.NewGuid().ToString("N")[..8]}";
        var brand = await CreatedAsync("api/v1/brands", sample["brand"]!);
        var product = sample["product"]!.DeepClone();
        product["brand_id"] = brand;
        return new JsonObject
        {
            ["brand_id"] = brand,
            ["product_id"] = await CreatedAsync("api/v1/products", product),
            ["reference_id"] = await CreatedAsync("api/v1/references", sample["reference"]!),
            ["options"] = new JsonObject
            {
                ["language"] = language,
                ["aspect_ratio"] = "1:1",
                ["resolution"] = "720p",
                ["duration_seconds"] = 10,
                ["review"] = new JsonArray([.. (review ?? []).Select(point => (JsonNode)point)]),
            },
        };
    }

    public async Task<string> StartVideoAsync(JsonObject input)
    {
        var answer = await PostAsync("api/v1/videos", input.DeepClone());
        answer.Status.Should().Be(HttpStatusCode.Accepted, "the video is right: {0}", answer.Body);
        var id = answer.Body!["id"]!.GetValue<string>();
        answer.Message.Headers.Location!.ToString().Should().Be($"/api/v1/videos/{id}");
        return id;
    }

    public async Task<JsonNode> VideoAsync(string id)
    {
        var answer = await GetAsync($"api/v1/videos/{id}");
        answer.Status.Should().Be(HttpStatusCode.OK);
        return answer.Body!;
    }

    /// <summary>Follows the video until it is as wanted; fails when it ends otherwise.</summary>
    public async Task<JsonNode> WaitAsync(string id, Func<JsonNode, bool> wanted)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var video = await VideoAsync(id);
            if (wanted(video))
            {
                return video;
            }

            if (watch.Elapsed > Patience || video.Status() is "completed" or "failed" or "cancelled")
            {
                throw new InvalidOperationException($"The video did not get where it should: {video}");
            }

            await Task.Delay(50);
        }
    }

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        var message = await http.SendAsync(request);
        var text = await message.Content.ReadAsStringAsync();
        var isJson = message.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
        return new ApiAnswer(message.StatusCode, isJson ? JsonNode.Parse(text) : null, message);
    }

    async Task<string> CreatedAsync(string path, JsonNode body)
    {
        var answer = await PostAsync(path, body.DeepClone());
        answer.Status.Should().Be(HttpStatusCode.Created, "the sample is right: {0}", answer.Body);
        return answer.Body!["id"]!.GetValue<string>();
    }
}

public static class VideoNodes
{
    public static string Status(this JsonNode video) => video["status"]!.GetValue<string>();

    /// <summary>What If-Match takes for an edit of the storyboard.</summary>
    public static string StoryboardTag(this JsonNode video) => $"\"{video["storyboard"]!["revision"]}\"";

    public static string? WaitingFor(this JsonNode video) => video["progress"]!["waiting_for"]?.GetValue<string>();
}
