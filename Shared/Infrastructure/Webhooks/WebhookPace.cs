using Microsoft.Extensions.Options;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>When a message is tried again.</summary>
public sealed class WebhookPace(IOptions<WebhookOptions> options)
{
    const int Gone = 410;
    static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <param name="attempts">Made so far, this one included.</param>
    /// <returns>The pause before the next, spread by a tenth so that many do not come at once; <see langword="null"/> to give up.</returns>
    public TimeSpan? After(int attempts, WebhookAttempt attempt)
    {
        var pauses = options.Value.Pauses;
        if (attempt.Status == Gone || attempts > pauses.Count)
        {
            return null;
        }

        var pause = TimeSpan.FromSeconds(pauses[attempts - 1] * (0.9 + 0.2 * Random.Shared.NextDouble()));
        var asked = attempt.RetryAfter is { } wait && wait < LongestAsked ? wait : attempt.RetryAfter is null ? TimeSpan.Zero : LongestAsked;
        return asked > pause ? asked : pause;
    }
}
