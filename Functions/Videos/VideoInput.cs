using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Functions;

/// <summary>Body of POST /api/v1/videos.</summary>
/// <param name="MaxCostUsd">
/// What the video may cost when no storyboard review approves a price. Left out, it is what writing and painting cost at most, and rendering
/// may cost nothing.
/// </param>
public sealed record VideoInput(Guid BrandId, Guid ProductId, OptionsInput Options, Guid? ReferenceId = null, decimal? MaxCostUsd = null)
{
    public List<FieldError> Check(IReadOnlyCollection<string> providers, ModelCatalog models)
    {
        var errors = Options.Check(providers, models);
        if (CostLimit.Check(MaxCostUsd) is { } wrongLimit)
        {
            errors.Add(wrongLimit);
        }

        return errors;
    }

    /// <param name="planningUsd">What writing and painting cost at most.</param>
    /// <param name="apiKeyId">The caller's, whose cap counts.</param>
    public NewVideo ToNewVideo(GenerationOptions options, decimal planningUsd, Guid? apiKeyId)
        => new(BrandId, ProductId, ReferenceId, options, MaxCostUsd ?? planningUsd, apiKeyId);
}

/// <summary>
/// What is left out takes the usual value: 16:9, 1080p, review at the storyboard, the local provider, captions, the writers and painters
/// that have a key.
/// </summary>
public sealed record OptionsInput(
    Language Language,
    int DurationSeconds,
    AspectRatio AspectRatio = AspectRatio.Landscape,
    Resolution Resolution = Resolution.P1080,
    IReadOnlyList<ReviewPoint>? Review = null,
    IReadOnlyList<string>? Providers = null,
    bool Captions = true,
    bool PartialDelivery = false,
    int ReviewHours = GenerationOptions.UsualReviewHours,
    IReadOnlyList<string>? Writers = null,
    IReadOnlyList<string>? Painters = null,
    string? Style = null,
    bool Stills = true)
{
    public List<FieldError> Check(IReadOnlyCollection<string> providers, ModelCatalog models)
    {
        var errors = new List<FieldError>();
        if (DurationSeconds is < GenerationOptions.ShortestSeconds or > GenerationOptions.LongestSeconds)
        {
            errors.Add(new("options.duration_seconds", $"A video lasts {GenerationOptions.ShortestSeconds} to {GenerationOptions.LongestSeconds} seconds."));
        }

        if (Providers is { Count: 0 })
        {
            errors.Add(new("options.providers", $"Name at least one of: {string.Join(", ", providers)}."));
        }

        errors.AddRange((Providers ?? [])
            .Select((provider, i) => (provider, i))
            .Where(named => !providers.Contains(named.provider))
            .Select(named => new FieldError($"options.providers[{named.i}]", $"There is no provider '{named.provider}'; there are: {string.Join(", ", providers)}.")));
        if (ReviewHours is < 1 or > GenerationOptions.LongestReviewHours)
        {
            errors.Add(new("options.review_hours", $"A review waits 1 to {GenerationOptions.LongestReviewHours} hours."));
        }

        errors.AddRange(ModelInputs.Check(this, models));
        return errors;
    }

    public GenerationOptions ToOptions(ModelCatalog models) => ModelInputs.Resolve(new(
        Language, AspectRatio, DurationSeconds, Resolution, [.. (Review ?? [ReviewPoint.Storyboard]).Distinct()], [.. (Providers ?? ["local"]).Distinct()], Captions,
        PartialDelivery, ReviewHours), this, models);
}
