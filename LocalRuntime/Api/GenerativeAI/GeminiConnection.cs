using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Mscc.GenerativeAI.Types;

namespace Mscc.GenerativeAI;

/// <summary>Sends <c>generateContent</c> requests, again and again while the retry settings say so.</summary>
sealed partial class GeminiConnection(
    string? apiKey, string? accessToken, string version, IHttpClientFactory? clients, RequestOptions? usual, ILogger? log)
{
    const string Address = "https://generativelanguage.googleapis.com";

    /// <summary>What is tried again unless the request says otherwise.</summary>
    internal static readonly int[] Passing = [408, 429, 500, 502, 503, 504];

    static readonly Lazy<HttpClient> Shared = new(() => new HttpClient());

    public async Task<GenerateContentResponse> PostAsync(
        string model, GenerateContentRequest body, RequestOptions? options, CancellationToken cancellationToken)
    {
        var settings = options ?? usual ?? new RequestOptions();
        var json = JsonSerializer.Serialize(body, GeminiJson.Options);
        var (retry, delay) = (settings.Retry, settings.Retry.Initial);
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync(model, json, settings, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return JsonSerializer.Deserialize<GenerateContentResponse>(await response.Content.ReadAsStringAsync(cancellationToken), GeminiJson.Options)
                    ?? throw new JsonException("The answer is null.");
            }

            if (attempt >= retry.Maximum || !(retry.StatusCodes ?? Passing).Contains((int)response.StatusCode))
            {
                throw await RefusalAsync(response, cancellationToken);
            }

            if (log is not null)
            {
                TriedAgain(log, attempt, (int)response.StatusCode);
            }

            await Task.Delay(TimeSpan.FromSeconds(delay), cancellationToken);
            delay = Math.Min(delay * retry.Multiplies, retry.Maximum);
        }
    }

    async Task<HttpResponseMessage> SendAsync(string model, string json, RequestOptions settings, CancellationToken cancellationToken)
    {
        var name = model.StartsWith("models/", StringComparison.Ordinal) ? model : $"models/{model}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Address}/{version}/{name}:generateContent"))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (!string.IsNullOrEmpty(apiKey))
        {
            request.Headers.Add("x-goog-api-key", apiKey);
        }
        else if (!string.IsNullOrEmpty(accessToken))
        {
            request.Headers.Authorization = new("Bearer", accessToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (settings.Timeout > TimeSpan.Zero)
        {
            limit.CancelAfter(settings.Timeout);
        }

        try
        {
            return await (clients?.CreateClient("BaseModel") ?? Shared.Value).SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            throw new GeminiApiException("The request was not successful.", e);
        }
    }

    static async Task<GeminiApiException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A copy outlives this request: whoever catches the exception may read the answer.
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var kept = new HttpResponseMessage(response.StatusCode) { Content = new StringContent(text), ReasonPhrase = response.ReasonPhrase };
        foreach (var (name, values) in response.Headers)
        {
            kept.Headers.TryAddWithoutValidation(name, values);
        }

        return new GeminiApiException($"The API answered {(int)response.StatusCode}: {text}", kept);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} was answered by {Status}; it is tried again.")]
    static partial void TriedAgain(ILogger log, int attempt, int status);
}
