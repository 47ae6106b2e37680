using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>A model as the settings describe it; what they leave out is as on the provider's pages, if the model is known.</summary>
public sealed class ModelOptions
{
    /// <summary>As the provider spells it.</summary>
    public string Id { get; set; } = "";

    public ImageInput? ImageInput { get; set; }

    /// <summary>Lengths that can be ordered, seconds.</summary>
    public IList<double> Durations { get; } = [];

    /// <summary><c>16:9</c>, <c>9:16</c>, <c>1:1</c>.</summary>
    public IList<string> AspectRatios { get; } = [];

    /// <summary><c>720p</c>, <c>1080p</c>.</summary>
    public IList<string> Resolutions { get; } = [];

    public IList<PriceOptions> Prices { get; } = [];

    /// <summary>The last day on which the provider serves it, such as 2026-12-31.</summary>
    public DateOnly? Sunset { get; set; }

    internal ProviderModel ToModel(ProviderModel? known) => new()
    {
        Id = Id,
        ImageInput = ImageInput ?? known?.ImageInput ?? Providers.ImageInput.None,
        Durations = Durations.Count > 0 ? [.. Durations.Order()] : known?.Durations ?? [],
        AspectRatios = AspectRatios.Count > 0 ? [.. AspectRatios.Select(Spelling.Parse<AspectRatio>)] : known?.AspectRatios ?? [],
        Resolutions = Resolutions.Count > 0 ? [.. Resolutions.Select(Spelling.Parse<Resolution>).OrderDescending()] : known?.Resolutions ?? [],
        Prices = Prices.Count > 0 ? [.. Prices.Select(price => price.ToPrice())] : known?.Prices ?? [],
        Sunset = Sunset ?? known?.Sunset,
    };

    internal IEnumerable<string> Problems(IReadOnlyList<ProviderModel> known)
    {
        if (Id.Length == 0 || Id.Contains(':', StringComparison.Ordinal))
        {
            yield return "Id is the model's name as the provider spells it.";
        }

        if (AspectRatios.Any(ratio => !Spelling.TryParse<AspectRatio>(ratio, out _)))
        {
            yield return "AspectRatios are 16:9, 9:16 and 1:1.";
        }

        if (Resolutions.Concat(Prices.Select(price => price.Resolution).OfType<string>()).Any(word => !Spelling.TryParse<Resolution>(word, out _)))
        {
            yield return "Resolutions are 720p and 1080p.";
        }

        if (Durations.Any(seconds => seconds <= 0))
        {
            yield return "Durations are seconds above 0.";
        }

        if (Prices.Any(price => price.Usd is null or < 0))
        {
            yield return "Prices: each has a Usd of 0 or more.";
        }

        if (known.All(model => model.Id != Id) && (AspectRatios.Count == 0 || Resolutions.Count == 0 || Prices.Count == 0))
        {
            yield return $"Id: '{Id}' is not known here; give its AspectRatios, Resolutions, Prices and, if it has set lengths, Durations.";
        }
    }
}

/// <summary>A price in US dollars; see <see cref="ModelPrice"/>.</summary>
public sealed class PriceOptions
{
    public decimal? Usd { get; set; }

    public PriceUnit Unit { get; set; } = PriceUnit.Second;

    public string? Resolution { get; set; }

    public double? ClipSeconds { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    internal ModelPrice ToPrice()
        => new(Unit, Usd!.Value, Resolution is null ? null : Spelling.Parse<Resolution>(Resolution), ClipSeconds, From, Until);
}
