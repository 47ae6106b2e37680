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
        Model("ray-2", fiveSeconds: (0.71m, 1.59m), nineSeconds: (1.27m, 2.87m)),
        Model("ray-flash-2", fiveSeconds: (0.24m, 0.55m), nineSeconds: (0.44m, 0.99m)),
    ];

    static ProviderModel Model(string id, (decimal P720, decimal P1080) fiveSeconds, (decimal P720, decimal P1080) nineSeconds) => new()
    {
        Id = id,
        ImageInput = ImageInput.Optional,
        Durations = [5, 9],
        AspectRatios = [AspectRatio.Landscape, AspectRatio.Portrait, AspectRatio.Square],
        Resolutions = [Resolution.P1080, Resolution.P720],
        Prices =
        [
            new(PriceUnit.Clip, fiveSeconds.P720, Resolution.P720, 5),
            new(PriceUnit.Clip, fiveSeconds.P1080, Resolution.P1080, 5),
            new(PriceUnit.Clip, nineSeconds.P720, Resolution.P720, 9),
            new(PriceUnit.Clip, nineSeconds.P1080, Resolution.P1080, 9),
        ],
    };
}

[OptionsValidator]
internal sealed partial class LumaDreamMachineOptionsValidator : IValidateOptions<LumaDreamMachineOptions>;
