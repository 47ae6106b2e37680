using System.Globalization;
using System.Text.Json;
using Mscc.GenerativeAI.Types;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>What refusals of the Gemini API mean. An answer of 4xx or 5xx is not charged.</summary>
/// <remarks>ai.google.dev/gemini-api/docs/billing and /docs/troubleshooting.</remarks>
internal static class GeminiFailures
{
    public static async Task<ModelReply<T>> ReadAsync<T>(GeminiApiException e, CancellationToken cancellationToken) where T : class
    {
        if (e.Response is not { } response)
        {
            return Unsent.Is(e.InnerException)
                ? ModelReply<T>.Refused(new(ProviderFault.Unavailable, "Gemini could not be reached.", Why: FallbackCode.Unreachable))
                : ModelReply<T>.Unclear($"Gemini gave no whole answer: {(e.InnerException ?? e).GetType().Name}.");
        }

        var error = Error(await response.Content.ReadAsStringAsync(cancellationToken));
        var status = (int)response.StatusCode;
        return ModelReply<T>.Refused(Explain(status, error.Text("status") ?? $"http_{status}", error), RetryAfter(error));
    }

    static ProviderFailure Explain(int status, string code, JsonElement error) => status switch
    {
        // A wrong key is a bad request to Gemini.
        400 when error.Items("details").Any(detail => detail.Text("reason") == "API_KEY_INVALID")
            => new(ProviderFault.AccountBlocked, "Gemini refuses the key.", "API_KEY_INVALID"),
        401 or 403 => new(ProviderFault.AccountBlocked, "Gemini refuses the key or has blocked the project.", code),
        404 or 410 => new(ProviderFault.ModelRetired, "Gemini does not know the model, or no longer.", code),
        429 when IsOfTheDay(error) => new(ProviderFault.OutOfCredit, "The project's quota at Gemini is used up for the day.", code),
        429 => new(ProviderFault.Throttled, "Gemini takes no more requests for now.", code),
        >= 500 => new(ProviderFault.Unavailable, "Gemini is down or overloaded.", code),
        _ => new(ProviderFault.InvalidRequest, $"Gemini refuses the request: {WireReading.Saying(error.Text("message"))}", code),
    };

    /// <summary>The delay that is told along with a quota of the day is a few seconds, and misleading.</summary>
    static bool IsOfTheDay(JsonElement error)
        => error.Items("details").SelectMany(detail => detail.Items("violations"))
            .Any(violation => violation.Text("quotaId")?.Contains("PerDay", StringComparison.Ordinal) == true);

    static TimeSpan? RetryAfter(JsonElement error)
        => error.Items("details").Select(detail => detail.Text("retryDelay")).FirstOrDefault(delay => delay is not null) is { } text
            && double.TryParse(text.TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    static JsonElement Error(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Field("error").Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
