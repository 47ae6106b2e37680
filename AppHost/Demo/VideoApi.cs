using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.AppHost.Demo;

/// <summary>
/// The calls of the REST API that the demo makes.
/// Each throws <see cref="CannotGoOnException"/> with the API's own words when refused.
/// </summary>
/// <param name="http">Its base address is the app's.</param>
public sealed class VideoApi(HttpClient http)
{
    public Task EnsureHealthyAsync(CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, Readiness.Path, null, static (_, _) => Task.FromResult(true), cancellationToken);

    /// <param name="kind"><c>brands</c>, <c>products</c> or <c>references</c>.</param>
    /// <param name="body">As in a sample file.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The new thing's id.</returns>
    public async Task<string> CreateAsync(string kind, JsonNode body, CancellationToken cancellationToken)
        => (await JsonAsync<JsonObject>(HttpMethod.Post, $"/api/v1/{kind}", body, cancellationToken))["id"]!.GetValue<string>();

    public Task<Video> MakeVideoAsync(JsonNode body, CancellationToken cancellationToken)
        => JsonAsync<Video>(HttpMethod.Post, "/api/v1/videos", body, cancellationToken);

    public Task<Video> GetVideoAsync(string id, CancellationToken cancellationToken)
        => JsonAsync<Video>(HttpMethod.Get, $"/api/v1/videos/{id}", null, cancellationToken);

    public Task ApproveAsync(string id, int revision, string maxCostUsd, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, $"/api/v1/videos/{id}/approve",
            new JsonObject { ["revision"] = revision, ["max_cost_usd"] = maxCostUsd },
            static (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>
    /// Writes the finished film to <paramref name="file"/>, which is there only when it is complete and
    /// matches its digest.
    /// </summary>
    public async Task DownloadAsync(Video video, string file, CancellationToken cancellationToken)
    {
        var part = file + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var digest = await SendAsync(HttpMethod.Get, $"/api/v1/videos/{video.Id}/download", null, async (content, token) =>
        {
            await using var target = new FileStream(part, FileMode.Create, FileAccess.ReadWrite);
            await content.CopyToAsync(target, token);
            target.Position = 0;
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(target, token));
        }, cancellationToken);

        if (!string.Equals(digest, video.Result!.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            File.Delete(part);
            throw new CannotGoOnException($"The download is damaged: its SHA-256 is {digest}, the video's is {video.Result.Sha256}.");
        }

        File.Move(part, file, overwrite: true);
    }

    Task<T> JsonAsync<T>(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
        => SendAsync(method, path, body, async (content, token) =>
        {
            try
            {
                return await content.ReadFromJsonAsync<T>(Wire.Json, token) ?? throw new JsonException("The reply is empty.");
            }
            catch (JsonException e)
            {
                throw new CannotGoOnException($"{method} {path} gave a reply that the demo cannot read: {e.Message}");
            }
        }, cancellationToken);

    async Task<T> SendAsync<T>(
        HttpMethod method, string path, JsonNode? body,
        Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? await read(response.Content, cancellationToken)
                : throw new CannotGoOnException(await ProblemText.OfAsync(method, path, response, cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new CannotGoOnException($"{method} {path} got no answer from {http.BaseAddress}: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CannotGoOnException($"{method} {path} got no answer within {http.Timeout.TotalSeconds:0} s.");
        }
    }
}
