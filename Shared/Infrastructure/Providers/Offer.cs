using System.Globalization;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Providers;

/// <summary>A provider with one of its models: what a scene can be rendered by, and for how much.</summary>
public sealed record Offer(IVideoProvider Provider, ProviderModel Model)
{
    public string ClipDigest(SceneBrief brief) => brief.ClipDigest(Provider.Name, Model.Id, Model.Variant, Model.SpeaksNarration);

    /// <summary>
    /// The length to order: the shortest on offer that covers the scene; <see langword="null"/> when there is none so long. Not more for the
    /// overlap with the next scene, in which the last picture is held: the next length may cost three times as much.
    /// </summary>
    public double? OrderedSeconds(SceneBrief brief)
        => Model.Durations.Count == 0 ? brief.ClipSeconds : Model.Durations.Cast<double?>().FirstOrDefault(seconds => seconds >= brief.SceneSeconds);

    /// <summary>The resolution to order: the smallest that is not below what is wanted, or else the largest.</summary>
    public Resolution OrderedResolution(SceneBrief brief)
    {
        var wanted = brief.Still.Size.Resolution;
        return Model.Resolutions.Where(one => one >= wanted).Append(Model.Resolutions.Max()).Min();
    }

    /// <summary>Why the model cannot render the scene; <see langword="null"/> when it can.</summary>
    public RenderObstacle? Obstacle(SceneBrief brief, DateOnly day)
        => Model.Sunset < day ? Because(ObstacleCode.ModelRetired, $"its provider does not serve it any more")
            : !Model.AspectRatios.Contains(brief.Still.Size.AspectRatio) ? Because(ObstacleCode.AspectRatio, $"it does not render this aspect ratio")
            : OrderedSeconds(brief) is null ? Because(ObstacleCode.SceneTooLong, $"its longest clip is {Model.Durations[^1]:0.#} s", Model.Durations[^1])
            : Model.SpeaksNarration && string.IsNullOrWhiteSpace(brief.Narration)
                ? Because(ObstacleCode.NoNarration, $"it speaks the narration, and this scene has none")
            : Model.Languages?.Contains(brief.Still.Language) == false ? Because(ObstacleCode.NoVoice, $"no voice is configured for this language")
            : Model.SpeaksNarration && SpokenSeconds(brief) is var spoken && spoken > brief.SceneSeconds ? Because(
                ObstacleCode.NarrationTooLong,
                $"its narration takes {spoken:0.0} s to say, and the scene lasts {brief.SceneSeconds:0.0} s; shorten the one or lengthen the other",
                spoken)
            : PriceOf(brief, day) is null ? Because(ObstacleCode.NoPrice, $"no price is configured for this resolution and length")
            : null;

    RenderObstacle Because(ObstacleCode code, FormattableString message, double? seconds = null)
        => new(Provider.Name, Model.Id, code, message.ToString(CultureInfo.InvariantCulture), seconds);

    /// <summary>The price that holds on a day for this scene; the most specific wins.</summary>
    public ModelPrice? PriceOf(SceneBrief brief, DateOnly day) => Model.Prices
        .Where(price => price.Resolution is null || price.Resolution == OrderedResolution(brief))
        .Where(price => price.ClipSeconds is null || price.ClipSeconds == OrderedSeconds(brief))
        .Where(price => !(price.From > day) && !(price.Until < day))
        .OrderByDescending(price => (price.Resolution is null ? 0 : 1) + (price.ClipSeconds is null ? 0 : 1))
        .FirstOrDefault();

    /// <summary>US dollars for one attempt at one scene, rounded up to a hundredth of a cent.</summary>
    /// <exception cref="InvalidOperationException">The model cannot render the scene, see <see cref="Obstacle"/>.</exception>
    public decimal CostOf(SceneBrief brief, DateOnly day)
    {
        var price = PriceOf(brief, day) ?? throw new InvalidOperationException($"{Provider.Name}:{Model.Id} has no price for this scene.");
        var units = price.Unit == PriceUnit.Clip ? 1 : (decimal)OrderedSeconds(brief)!.Value;
        return Math.Round(price.Usd * units, 4, MidpointRounding.ToPositiveInfinity);
    }

    /// <summary>To tenths, as scenes are: what the writer fits into a scene fits here.</summary>
    static double SpokenSeconds(SceneBrief brief) => Math.Round(SpeakingRate.SecondsOf(brief.Narration, brief.Still.Language), 1);
}

public static class PriceDay
{
    /// <summary>The day whose prices hold, UTC.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
