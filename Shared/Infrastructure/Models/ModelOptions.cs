namespace VideoGen.Infrastructure.Models;

/// <summary>A model as the settings describe it; what they leave out is as on the service's pages, if the model is known.</summary>
public sealed class ModelOptions
{
    /// <summary>As the service spells it; at Azure the name of the deployment.</summary>
    public string Id { get; set; } = "";

    /// <summary>What a deployment runs, such as gpt-image-2, to take that model's prices.</summary>
    public string? Model { get; set; }

    public IList<TokenPriceOptions> Prices { get; } = [];

    /// <summary>Tokens of one picture at most: this much is reserved for it.</summary>
    public int? TokensPerImage { get; set; }

    /// <summary>The last day on which the service has it, such as 2026-12-31.</summary>
    public DateOnly? Sunset { get; set; }

    internal ModelSpec ToSpec(IReadOnlyList<ModelSpec> all, int? mostOutput)
    {
        var known = Known(all);
        return new(Id, Prices.Count > 0 ? [.. Prices.Select(price => price.ToPrice())] : known?.Prices ?? [],
            mostOutput ?? TokensPerImage ?? known?.MostOutput ?? 0, Sunset ?? known?.Sunset);
    }

    internal IEnumerable<string> Problems(IReadOnlyList<ModelSpec> all, bool paints)
    {
        if (Id.Length == 0 || Id.Contains(':', StringComparison.Ordinal))
        {
            yield return "Id is the model's name as the service spells it.";
        }

        if (Prices.Any(price => price.InputUsd is null or < 0 || price.OutputUsd is null or < 0 || price.ImageInputUsd < 0))
        {
            yield return "Prices: each has InputUsd and OutputUsd of 0 or more, for a million tokens.";
        }

        if (Prices.Count == 0 && Known(all) is null)
        {
            yield return $"Prices: '{Model ?? Id}' is not known here; give its Prices, or name the model that it runs in Model.";
        }

        if (TokensPerImage < 1 || paints && TokensPerImage is null && Known(all) is null)
        {
            yield return "TokensPerImage is what one picture has at most, at least 1.";
        }
    }

    ModelSpec? Known(IReadOnlyList<ModelSpec> all) => all.FirstOrDefault(spec => spec.Id == (Model ?? Id));
}

/// <summary>A price in US dollars for a million tokens; see <see cref="TokenPrice"/>.</summary>
public sealed class TokenPriceOptions
{
    public decimal? InputUsd { get; set; }

    public decimal? OutputUsd { get; set; }

    public decimal? ImageInputUsd { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    internal TokenPrice ToPrice() => new(InputUsd!.Value, OutputUsd!.Value, ImageInputUsd, From, Until);
}
