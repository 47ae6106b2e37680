using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

public enum ImageInput
{
    None,

    /// <summary>The scene's still becomes the first frame when the provider can reach it.</summary>
    Optional,
    Required,
}

/// <summary>
/// A model of a provider: what it can do and what it costs. From the configuration, with defaults from the provider's pages.
/// </summary>
public sealed record ProviderModel
{
    /// <summary>As the provider spells it.</summary>
    public required string Id { get; init; }

    public required ImageInput ImageInput { get; init; }

    /// <summary>Whether the narration is spoken in the clip; then it is part of what the clip is made from.</summary>
    public bool SpeaksNarration { get; init; }

    /// <summary>Languages that it can speak; <see langword="null"/> for a model that speaks none or any.</summary>
    public IReadOnlyList<Language>? Languages { get; init; }

    /// <summary>What else of the settings is seen in a clip, such as avatar and voice; a clip made with another is another clip.</summary>
    public string? Variant { get; init; }

    /// <summary>Lengths that can be ordered, seconds, ascending; empty when the length follows from the narration.</summary>
    public required IReadOnlyList<double> Durations { get; init; }

    public required IReadOnlyList<AspectRatio> AspectRatios { get; init; }

    /// <summary>
    /// Largest first; a clip is ordered in the smallest that is not below what is wanted, or else in the largest, and scaled.
    /// </summary>
    public required IReadOnlyList<Resolution> Resolutions { get; init; }

    public required IReadOnlyList<ModelPrice> Prices { get; init; }

    /// <summary>The last day on which the provider serves it.</summary>
    public DateOnly? Sunset { get; init; }
}

public enum PriceUnit
{
    Second,
    Clip,
}

/// <summary>A list price in US dollars.</summary>
/// <param name="Resolution">For this resolution only.</param>
/// <param name="ClipSeconds">For clips of this ordered length only.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Until">Last day on which it holds.</param>
public sealed record ModelPrice(
    PriceUnit Unit, decimal Usd, Resolution? Resolution = null, double? ClipSeconds = null, DateOnly? From = null, DateOnly? Until = null);
