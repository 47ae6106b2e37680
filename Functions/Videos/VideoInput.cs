using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Body of POST /api/v1/videos.</summary>
/// <param name="MaxCostUsd">What rendering may cost when no storyboard review approves a price; nothing by default.</param>
public sealed record VideoInput(Guid BrandId, Guid ProductId, OptionsInput Options, Guid? ReferenceId = null, decimal MaxCostUsd = 0)
{
    public List<FieldError> Check(IReadOnlyCollection<string> providers)
    {
        var errors = new List<FieldError>();
        if (Options.DurationSeconds is < GenerationOptions.ShortestSeconds or > GenerationOptions.LongestSeconds)
        {
            errors.Add(new("options.duration_seconds", $"A video lasts {GenerationOptions.ShortestSeconds} to {GenerationOptions.LongestSeconds} seconds."));
        }

        if (Options.Providers is { Count: 0 })
        {
            errors.Add(new("options.providers", $"Name at least one of: {string.Join(", ", providers)}."));
        }

        errors.AddRange((Options.Providers ?? [])
            .Select((provider, i) => (provider, i))
            .Where(named => !providers.Contains(named.provider))
            .Select(named => new FieldError($"options.providers[{named.i}]", $"There is no provider '{named.provider}'; there are: {string.Join(", ", providers)}.")));
        if (Options.ReviewHours is < 1 or > GenerationOptions.LongestReviewHours)
        {
            errors.Add(new("options.review_hours", $"A review waits 1 to {GenerationOptions.LongestReviewHours} hours."));
        }

        if (CostLimit.Check(MaxCostUsd) is { } wrongLimit)
        {
            errors.Add(wrongLimit);
        }

        return errors;
    }

    public NewVideo ToNewVideo() => new(BrandId, ProductId, ReferenceId, Options.ToOptions(), MaxCostUsd);
}

/// <summary>What is left out takes the usual value: 16:9, 1080p, review at the storyboard, the local provider, captions.</summary>
public sealed record OptionsInput(
    Language Language,
    int DurationSeconds,
    AspectRatio AspectRatio = AspectRatio.Landscape,
    Resolution Resolution = Resolution.P1080,
    IReadOnlyList<ReviewPoint>? Review = null,
    IReadOnlyList<string>? Providers = null,
    bool Captions = true,
    bool PartialDelivery = false,
    int ReviewHours = GenerationOptions.UsualReviewHours)
{
    public GenerationOptions ToOptions() => new(
        Language, AspectRatio, DurationSeconds, Resolution, [.. (Review ?? [ReviewPoint.Storyboard]).Distinct()], [.. (Providers ?? ["local"]).Distinct()], Captions, PartialDelivery, ReviewHours);
}
