using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Models;

/// <summary>Google's Gemini API, as environment variables <c>Models__Gemini__ApiKey</c> and so on.</summary>
public sealed class GeminiOptions : ModelServiceOptions
{
    public const string Section = "Models:Gemini";

    /// <summary>Where the API is, without its version. Default: Google's; another one is for tests and proxies.</summary>
    public string? BaseAddress { get; set; }

    internal override string Name => "gemini";

    internal override string Setting => "Models__Gemini";

    internal override string AddressName => nameof(BaseAddress);

    internal override string AddressText => BaseAddress ?? "https://generativelanguage.googleapis.com";

    // Models: ai.google.dev/gemini-api/docs/deprecations, autumn 2026. Prices: the pricing page as read in September and October 2026;
    // those of the flash models double with 2027.
    internal override IReadOnlyList<ModelSpec> KnownTextModels =>
    [
        new("gemini-3.8-flash", [new(0.75m, 3.75m, Until: new(2026, 12, 31)), new(1.50m, 7.50m, From: new(2027, 1, 1))], MaxOutputTokens),
        new("gemini-3.7-flash", [new(0.75m, 3.75m, Until: new(2026, 12, 31)), new(1.50m, 7.50m, From: new(2027, 1, 1))], MaxOutputTokens),
        new("gemini-3.5-flash-lite", [new(0.30m, 2.50m)], MaxOutputTokens),
    ];

    // A picture of 2K has 1,680 tokens, one of 1K 1,120 (model card); thoughts and words come on top, hence the margin in what is reserved.
    internal override IReadOnlyList<ModelSpec> KnownImageModels =>
    [
        new("gemini-3.1-flash-image", [new(0.50m, 60m)], 2400),
        new("gemini-3.1-flash-lite-image", [new(0.50m, 60m)], 2400),
    ];
}

[OptionsValidator]
internal sealed partial class GeminiOptionsValidator : IValidateOptions<GeminiOptions>;
