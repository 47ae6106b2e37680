using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// HeyGen's deliveries to the endpoint that is registered there: signed with its secret over the raw body. Timestamp and event id are not
/// part of what is signed, so a delivery that is played back within minutes only makes us look once more.
/// </summary>
/// <remarks>developers.heygen.com/docs/webhooks</remarks>
internal sealed class HeyGenCallbacks(IOptions<HeyGenOptions> options) : IProviderCallbacks
{
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public string Provider => options.Value.Name;

    public CallbackHint? Read(string path, Func<string, StringValues> header, ReadOnlyMemory<byte> body, DateTimeOffset now)
        => path.Trim('/').Length == 0 && IsRecent(header("Heygen-Timestamp"), now) && IsSigned(header("Heygen-Signature"), body.Span)
            ? Parse(header("Heygen-Event-Id"), body) : null;

    static bool IsRecent(string? timestamp, DateTimeOffset now)
        => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;

    bool IsSigned(string? signature, ReadOnlySpan<byte> body)
        => options.Value.WebhookSecret is { Length: > 0 } secret && signature is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Expected(secret, body)), Encoding.UTF8.GetBytes(signature));

    static string Expected(string secret, ReadOnlySpan<byte> body)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    static CallbackHint Parse(string? eventId, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var (type, data) = (document.RootElement.Text("event_type"), document.RootElement.Field("event_data"));
            var (token, videoId) = (data.Text("callback_id"), data.Text("video_id"));
            // An endpoint that names no events gets all of them.
            return type is not ("avatar_video.success" or "avatar_video.fail") || (token ?? videoId) is null ? CallbackHint.None
                : new(string.IsNullOrEmpty(eventId) ? $"{videoId ?? token}:{type}" : eventId, token, videoId);
        }
        catch (JsonException)
        {
            return CallbackHint.None;
        }
    }
}
