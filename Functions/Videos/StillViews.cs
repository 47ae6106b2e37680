using VideoGen.Domain;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>Who painted a scene's still.</summary>
/// <param name="Painter">A service's name, or offline.</param>
/// <param name="CostUsd">What this video paid for it, refusals among it; nothing for a picture that was there.</param>
/// <param name="FallbackReason">Why none of the painters before the offline one painted it.</param>
public sealed record StillView(string Painter, string Model, decimal CostUsd, string? FallbackReason);

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
            return production.Painted.GetValueOrDefault(digest) is { } painted
                ? new StillView(painted.Provider, painted.Model, cost, null)
                : new StillView(ModelCatalog.Offline, OfflineModel, cost, attempts.Count > 0
                    ? string.Join("; ", attempts.Select(attempt => $"{attempt.Provider}: {attempt.Message}"))
                    : liesAhead ? "It was edited since it was painted; it is painted anew when it is revised, or before it is rendered if the limit has room for that." : null);
        }),
    ];
}
