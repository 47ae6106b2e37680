using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <summary>HeyGen's API v3, as environment variables <c>Providers__HeyGen__ApiKey</c> and so on.</summary>
public sealed class HeyGenOptions : ProviderOptions
{
    public const string Section = "Providers:HeyGen";
    public const string Avatar = "avatar";
    public const string Studio = "studio";

    /// <summary>The look (not the group) that speaks. Needed.</summary>
    public string? AvatarId { get; set; }

    /// <summary>A voice for each language, <c>ko</c> and <c>en</c>; scenes in other languages are not rendered here. Needed.</summary>
    public IDictionary<string, string> VoiceIds { get; } = new Dictionary<string, string>();

    /// <summary>
    /// <c>avatar</c>: the scene's still, where HeyGen can reach it, is the background. <c>studio</c>: a composition, on the brand's colour.
    /// Default <c>avatar</c>.
    /// </summary>
    public string Type { get; set; } = Avatar;

    /// <summary>The model where none is named, such as <c>avatar_iii</c>. Default: the first of the models, <c>avatar_iv</c>.</summary>
    public string? Engine { get; set; }

    /// <summary>Of the endpoint registered at HeyGen for <c>/api/v1/webhooks/heygen</c>. Empty: its calls are not believed.</summary>
    public string? WebhookSecret { get; set; }

    internal override string Name => "heygen";

    internal override string Setting => "Providers__HeyGen";

    internal override string DefaultAddress => "https://api.heygen.com";

    // developers.heygen.com: API reference, quick start, and its Postman collection.
    internal override IReadOnlyList<string> DefaultDownloadHosts => ["files.heygen.ai", "files.heygen.com", "resource.heygen.ai"];

    // developers.heygen.com/docs/pricing, 2026: digital twins and studio avatars at 720p and 1080p; photo avatars are cheaper.
    internal override IReadOnlyList<ProviderModel> DefaultModels => [Model("avatar_iv", 0.0667m), Model("avatar_iii", 0.0167m)];

    internal override IEnumerable<string> Problems()
    {
        foreach (var problem in base.Problems())
        {
            yield return problem;
        }

        if (string.IsNullOrEmpty(AvatarId))
        {
            yield return $"{Setting}__AvatarId names the avatar's look; GET /v3/avatars/looks lists them.";
        }

        if (VoiceIds.Count == 0 || VoiceIds.Any(voice => voice.Key is not ("ko" or "en") || string.IsNullOrEmpty(voice.Value)))
        {
            yield return $"{Setting}__VoiceIds__ko and {Setting}__VoiceIds__en name the voices, one at least; GET /v3/voices lists them.";
        }

        if (Type is not (Avatar or Studio))
        {
            yield return $"{Setting}__Type is '{Avatar}' or '{Studio}'.";
        }

        if (Engine is not null && OfferedModels.All(model => model.Id != Engine))
        {
            yield return $"{Setting}__Engine is one of the models: {string.Join(", ", OfferedModels.Select(model => model.Id))}.";
        }
    }

    static ProviderModel Model(string id, decimal usd) => new()
    {
        Id = id,
        ImageInput = ImageInput.Optional,
        Durations = [],
        AspectRatios = [AspectRatio.Landscape, AspectRatio.Portrait, AspectRatio.Square],
        Resolutions = [Resolution.P1080, Resolution.P720],
        Prices = [new(PriceUnit.Second, usd)],
    };
}

[OptionsValidator]
internal sealed partial class HeyGenOptionsValidator : IValidateOptions<HeyGenOptions>;
