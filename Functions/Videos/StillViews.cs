using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>Who painted a scene's still.</summary>
/// <param name="Painter">A service's name, or offline.</param>
/// <param name="CostUsd">What this video paid for it, refusals among it; nothing for a picture that was there.</param>
/// <param name="FallbackReason">Why none of the painters before the offline one painted it.</param>
/// <param name="Fallbacks">The same by who was passed over.</param>
public sealed record StillView(string Painter, string Model, decimal CostUsd, string? FallbackReason, IReadOnlyList<Fallback> Fallbacks);

static class StillViews
{
    const string OfflineModel = "offline-1";

    /// <returns>For each scene, in order.</returns>
    public static IReadOnlyList<StillView> Of(Production production, Storyboard storyboard, bool liesAhead) =>
    [
        .. production.Looks(storyboard).Select(look =>
        {
            var digest = Digest.Of(look);
            var attempts = production.StillAttempts.Where(attempt => attempt.Purpose == digest).ToList();
            var cost = attempts.Sum(attempt => attempt.CostUsd);
            if (production.Painted.GetValueOrDefault(digest) is { } painted)
            {
                return new StillView(painted.Provider, painted.Model, cost, null, []);
            }

            IReadOnlyList<Fallback> passedOver = attempts.Count == 0 && liesAhead ? [Edited]
                : [.. attempts.Where(attempt => attempt.Code is not null).Select(attempt => new Fallback(attempt.Provider, Spelling.Parse<FallbackCode>(attempt.Code!), attempt.Message ?? ""))];
            return new StillView(ModelCatalog.Offline, OfflineModel, cost, Fallback.Saying(passedOver), passedOver);
        }),
    ];

    static Fallback Edited { get; } = new(null, FallbackCode.Edited,
        "It was edited since it was painted; it is painted anew when it is revised, or before it is rendered if the limit has room for that.");
}
