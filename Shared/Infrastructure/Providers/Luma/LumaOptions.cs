using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Luma's Agents API, as environment variables <c>Providers__Luma__ApiKey</c> and so on.</summary>
public sealed class LumaOptions : ProviderOptions
{
    public const string Section = "Providers:Luma";

    internal override string Name => "luma";

    internal override string Setting => "Providers__Luma";

    internal override string DefaultAddress => "https://agents.lumalabs.ai/v1";

    // Not documented for this API; the host of Luma's other API.
    internal override IReadOnlyList<string> DefaultDownloadHosts => [".cdn-luma.com"];

    // Models and lengths: lumalabs/luma-agents-python, June 2026. Prices: docs.agents.lumalabs.ai/guides/pricing as of 10 July 2026.
    internal override IReadOnlyList<ProviderModel> DefaultModels =>
    [
        new()
        {
            Id = "ray-3.2",
            ImageInput = ImageInput.Optional,
            Durations = [5, 10],
            AspectRatios = [AspectRatio.Landscape, AspectRatio.Portrait, AspectRatio.Square],
            Resolutions = [Resolution.P1080, Resolution.P720],
            Prices =
            [
                new(PriceUnit.Clip, 0.30m, Resolution.P720, 5),
                new(PriceUnit.Clip, 1.20m, Resolution.P1080, 5),
                new(PriceUnit.Clip, 0.90m, Resolution.P720, 10),
                new(PriceUnit.Clip, 3.60m, Resolution.P1080, 10),
            ],
        },
    ];
}

[OptionsValidator]
internal sealed partial class LumaOptionsValidator : IValidateOptions<LumaOptions>;
