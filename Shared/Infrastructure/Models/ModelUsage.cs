namespace VideoGen.Infrastructure.Models;

/// <summary>What a call used, in the service's own tokens.</summary>
/// <param name="Input">All that went in, pictures among it.</param>
/// <param name="Output">All that came out, thoughts among it.</param>
/// <param name="ImageInput">Of the input, what is pictures.</param>
public sealed record ModelUsage(int Input, int Output, int ImageInput = 0)
{
    public static ModelUsage None { get; } = new(0, 0);
}

/// <summary>List prices in US dollars for a million tokens.</summary>
/// <param name="InputUsd">Text that goes in.</param>
/// <param name="OutputUsd">What comes out, thoughts among it.</param>
/// <param name="ImageInputUsd">Pictures that go in; as text where nothing is said.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Until">Last day on which it holds.</param>
public sealed record TokenPrice(
    decimal InputUsd, decimal OutputUsd, decimal? ImageInputUsd = null, DateOnly? From = null, DateOnly? Until = null)
{
    const decimal Million = 1_000_000;

    /// <returns>Rounded up to a hundredth of a cent.</returns>
    public decimal CostOf(ModelUsage usage)
    {
        var input = (usage.Input - usage.ImageInput) * InputUsd + usage.ImageInput * (ImageInputUsd ?? InputUsd);
        return Math.Round((input + usage.Output * OutputUsd) / Million, 4, MidpointRounding.ToPositiveInfinity);
    }

    public bool HoldsOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}

/// <summary>A text or image model of a service, from the configuration, with defaults from the service's pages.</summary>
/// <param name="Id">As the service spells it; at Azure the name of the deployment.</param>
/// <param name="MostOutput">Tokens that one answer, or one picture, has at most.</param>
/// <param name="Sunset">The last day on which it is served.</param>
public sealed record ModelSpec(string Id, IReadOnlyList<TokenPrice> Prices, int MostOutput, DateOnly? Sunset = null)
{
    /// <returns><see langword="null"/> when no price holds on that day, or the model is gone by then: it is not called.</returns>
    public TokenPrice? PriceOn(DateOnly day) => Sunset < day ? null : Prices.FirstOrDefault(price => price.HoldsOn(day));
}
