using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Runway's API, as environment variables <c>Providers__Runway__ApiKey</c> and so on.</summary>
public sealed class RunwayOptions : ProviderOptions
{
    public const string Section = "Providers:Runway";

    static readonly AspectRatio[] Wide = [AspectRatio.Landscape, AspectRatio.Portrait];

    internal override string Name => "runway";

    internal override string Setting => "Providers__Runway";

    internal override string DefaultAddress => "https://api.dev.runwayml.com";

    // docs.dev.runwayml.com/assets/outputs
    internal override IReadOnlyList<string> DefaultDownloadHosts => ["dnznrvs05pmza.cloudfront.net"];

    // Models: runwayml/sdk-node 4.12, July 2026. Prices: runwayml/skills, April 2026, a credit being 0.01 USD; Veo as without sound.
    internal override IReadOnlyList<ProviderModel> DefaultModels =>
    [
        Model("gen4.5", ImageInput.Optional, Seconds(2, 10), [.. Wide, AspectRatio.Square], [Resolution.P720], 0.12m),
        Model("gen4_turbo", ImageInput.Required, Seconds(2, 10), [.. Wide, AspectRatio.Square], [Resolution.P720], 0.05m),
        Model("veo3.1", ImageInput.Optional, [4, 6, 8], Wide, [Resolution.P1080, Resolution.P720], 0.20m),
        Model("veo3.1_fast", ImageInput.Optional, [4, 6, 8], Wide, [Resolution.P1080, Resolution.P720], 0.10m),
    ];

    static ProviderModel Model(
        string id, ImageInput image, IReadOnlyList<double> durations, IReadOnlyList<AspectRatio> ratios,
        IReadOnlyList<Resolution> resolutions, decimal usd) => new()
        {
            Id = id,
            ImageInput = image,
            Durations = durations,
            AspectRatios = ratios,
            Resolutions = resolutions,
            Prices = [new(PriceUnit.Second, usd)],
        };

    static double[] Seconds(int shortest, int longest)
        => [.. Enumerable.Range(shortest, longest - shortest + 1).Select(seconds => (double)seconds)];
}

[OptionsValidator]
internal sealed partial class RunwayOptionsValidator : IValidateOptions<RunwayOptions>;
