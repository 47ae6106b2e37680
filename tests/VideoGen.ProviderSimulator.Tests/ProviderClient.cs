using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Testing;

namespace VideoGen.ProviderSimulator.Tests;

/// <summary>Plain HTTP to one simulated provider, with its key.</summary>
sealed class ProviderClient : IDisposable
{
    readonly HttpClient _http;

    public ProviderClient(SimulatorServer simulator, string provider, string? key = null)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        _http.BaseAddress = new Uri(simulator.BaseAddress(provider));
        key ??= simulator.Key;
        if (provider == "heygen")
        {
            _http.DefaultRequestHeaders.Add("X-Api-Key", key);
        }
        else
        {
            _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        }

        if (provider == "runway")
        {
            _http.DefaultRequestHeaders.Add("X-Runway-Version", "2024-11-06");
        }
    }

    /// <summary>The client itself, for what the helpers here do not do.</summary>
    public HttpClient Http => _http;

    /// <param name="body">A JSON object.</param>
    /// <param name="headers">Such as <c>Idempotency-Key</c>.</param>
    public async Task<Answer> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var content = JsonContent.Create(JsonNode.Parse(body));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> DeleteAsync(string path)
    {
        using var response = await _http.DeleteAsync(path);
        return await Answer.OfAsync(response);
    }

    /// <summary>
    /// Asks until the answer is as wanted; a test that waits in vain is stopped by this, not by a guess of how long it takes.
    /// </summary>
    public async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await GetAsync(path);
            if (answer is { Status: HttpStatusCode.OK, Json: { } json } && isWanted(json))
            {
                return json;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Json"><see langword="null"/> when the body is none.</param>
sealed record Answer(HttpStatusCode Status, JsonNode? Json, string Text, HttpResponseMessage Response)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, Parse(text), text, response);
    }

    /// <param name="path">Names with dots between them.</param>
    public string? At(string path) => Json!.At(path);

    static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

static class JsonPaths
{
    /// <param name="path">Names with dots between them.</param>
    public static string? At(this JsonNode node, string path)
        => path.Split('.').Aggregate((JsonNode?)node, (at, name) => at is JsonArray items ? items.ElementAtOrDefault(int.Parse(name))
            : at?[name])?.ToString();
}
