using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>
/// What refusals of Azure OpenAI mean: by status and code, never by the text, which speaks of policies for accounts and for prompts alike.
/// </summary>
internal static class AzureOpenAiFailures
{
    static readonly HashSet<string> Filtered = new(StringComparer.OrdinalIgnoreCase)
    {
        "contentFilter", "content_filter", "content_policy_violation", "moderation_blocked", "ResponsibleAIPolicyViolation",
    };

    public static ModelReply<T> Read<T>(ClientResultException e) where T : class
    {
        if (e.Status == 0 || e.GetRawResponse() is not { } response)
        {
            return NotAnswered<T>(e);
        }

        var error = Error(response.Content);
        var code = error.Text("code") ?? $"http_{e.Status}";
        if (Filtered.Contains(code) || Filtered.Contains(Inner(error)))
        {
            // What the filter stops has been read, and is charged: how much, nobody says.
            return new(null, new(ProviderFault.InputRefused, "Azure OpenAI's content filter stopped this request.", code), Usage: null);
        }

        return e.Status switch
        {
            401 or 403 => Refused(ProviderFault.AccountBlocked, "Azure OpenAI refuses the key or has blocked the resource."),
            404 or 410 => Refused(ProviderFault.ModelRetired, "Azure OpenAI has no such deployment, or no longer."),
            429 when code == "insufficient_quota" => Refused(ProviderFault.OutOfCredit, "The quota at Azure OpenAI is used up."),
            429 => Refused(ProviderFault.Throttled, "Azure OpenAI takes no more requests for now."),
            408 or >= 500 => ModelReply<T>.Unclear("Azure OpenAI is down or overloaded.", code, FallbackCode.Unavailable),
            _ => Refused(ProviderFault.InvalidRequest, $"Azure OpenAI refuses the request: {WireReading.Saying(error.Text("message"))}"),
        };

        ModelReply<T> Refused(ProviderFault fault, string message)
            => ModelReply<T>.Refused(new(fault, message, code), response.Headers.TryGetValue("Retry-After", out var text)
                && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>A request that got no answer.</summary>
    public static ModelReply<T> NotAnswered<T>(Exception e) where T : class => Unsent.Is(e)
        ? ModelReply<T>.Refused(new(ProviderFault.Unavailable, "Azure OpenAI could not be reached.", Why: FallbackCode.Unreachable))
        : ModelReply<T>.Unclear($"Azure OpenAI gave no whole answer: {(e.InnerException ?? e).GetType().Name}.");

    /// <summary>Two spellings are in use.</summary>
    static string Inner(JsonElement error) => error.Field("innererror").Text("code") ?? error.Field("inner_error").Text("code") ?? "";

    static JsonElement Error(BinaryData body)
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
