using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Luma's older Dream Machine API, as environment variables <c>Providers__LumaDreamMachine__ApiKey</c> and so on.</summary>
public sealed class LumaDreamMachineOptions : ProviderOptions
{
    public const string Section = "Providers:LumaDreamMachine";

    internal override string Name => "luma_dream_machine";

    internal override string Setting => "Providers__LumaDreamMachine";

    internal override string DefaultAddress => "https://api.lumalabs.ai/dream-machine/v1";

    internal override IReadOnlyList<string> DefaultDownloadHosts => ["storage.cdn-luma.com"];

    // Models: lumalabs/lumaai-api openapi.yaml, June 2025, and lumaai-node 1.21, April 2026. Prices: Comfy-Org's list, which amounts to
    // 0.0064 (ray-2) and 0.0022 USD (ray-flash-2) for a million pixels at 24 frames a second; where it names none, so computed.
    internal override IReadOnlyList<ProviderModel> DefaultModels =>
    [
        Model("ray-2", [Clip(0.71m, Resolution.P720, 5), Clip(1.59m, Resolution.P1080, 5), Clip(1.28m, Resolution.P720, 9), Clip(2.87m, Resolution.P1080, 9)]),
        Model("ray-flash-2", [Clip(0.25m, Resolution.P720, 5), Clip(0.55m, Resolution.P1080, 5), Clip(0.44m, Resolution.P720, 9), Clip(0.99m, Resolution.P1080, 9)]),
    ];

    static ProviderModel Model(string id, IReadOnlyList<ModelPrice> prices) => new()
    {
        Id = id,
        ImageInput = ImageInput.Optional,
        Durations = [5, 9],
        AspectRatios = [AspectRatio.Landscape, AspectRatio.Portrait, AspectRatio.Square],
        Resolutions = [Resolution.P1080, Resolution.P720],
        Prices = prices,
    };

    static ModelPrice Clip(decimal usd, Resolution resolution, double seconds) => new(PriceUnit.Clip, usd, resolution, seconds);
}

[OptionsValidator]
internal sealed partial class LumaDreamMachineOptionsValidator : IValidateOptions<LumaDreamMachineOptions>;
