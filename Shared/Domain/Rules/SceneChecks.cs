using System.Globalization;

namespace VideoGen.Domain;

/// <summary>Reads a script or storyboard as its reviewer should: are its claims true, does it keep the brand's rules, can it be heard and read.</summary>
public static class SceneChecks
{
    /// <summary>
    /// Characters a second that a caption can be read at, with its spaces. Subtitling allows adults about 17 to 20 of Latin letters and 12 to
    /// 14 of Hangul; it is also above what <see cref="SpeakingRate"/> says in the time, so what can be said in time can be read in time.
    /// </summary>
    const double EnglishReadingRate = 20;
    const double KoreanReadingRate = 13;

    /// <summary>Characters of an on-screen text that are taken in at a glance, without its disclosures.</summary>
    const int EnglishGlance = 42;
    const int KoreanGlance = 26;

    /// <returns>In the order of the scenes; what is about the whole comes first.</returns>
    public static IReadOnlyList<Finding> Of(Script script, Brand brand, Product product, GenerationOptions options) =>
    [
        .. Forbidden(null, "title", script.Title, brand),
        .. Of(SpokenScene.Of(script), brand, product, options),
    ];

    /// <inheritdoc cref="Of(Script, Brand, Product, GenerationOptions)"/>
    public static IReadOnlyList<Finding> Of(Storyboard storyboard, Brand brand, Product product, GenerationOptions options)
        => Of(SpokenScene.Of(storyboard), brand, product, options);

    static IReadOnlyList<Finding> Of(IReadOnlyList<SpokenScene> scenes, Brand brand, Product product, GenerationOptions options) =>
    [
        .. BrandRules.MissingDisclosures(scenes.Select(scene => scene.OnScreenText), brand).Select(text => new Finding(
            FindingCodes.DisclosureMissing, FindingSeverity.Error, null, "on_screen_text", "No scene shows this disclosure of the brand.", text)),
        .. scenes.SelectMany(scene => scene.Texts.SelectMany(text
            => ClaimsIn(scene.Number, text.Field, text.Text, brand, product).Concat(Forbidden(scene.Number, text.Field, text.Text, brand)))
            .Concat(TimingOf(scene, brand, options))),
    ];

    /// <summary>Figures and strong words with the fact that says so, and facts that are told as they stand.</summary>
    static IEnumerable<Finding> ClaimsIn(int scene, string field, string text, Brand brand, Product product)
    {
        var claims = Claims.In(text, brand, product);
        var findings = claims.Select(claim => claim.Fact is { } fact
            ? new Finding(FindingCodes.ClaimSupported, FindingSeverity.Info, scene, field, $"\"{claim.Text}\" is a fact of the product.", product.Facts[fact])
            : new Finding(FindingCodes.ClaimUnsupported, claim.IsFigure ? FindingSeverity.Error : FindingSeverity.Warning, scene, field,
                $"No fact of the product says \"{claim.Text}\".", claim.Text));
        var told = product.Facts.Where((fact, i) => claims.All(claim => claim.Fact != i)
            && fact.Trim().TrimEnd('.', '!') is { Length: > 3 } words && text.Contains(words, StringComparison.OrdinalIgnoreCase));
        return findings.Concat(told.Select(fact => new Finding(
            FindingCodes.ClaimSupported, FindingSeverity.Info, scene, field, "This is a fact of the product.", fact)));
    }

    /// <summary>A disclosure is shown as it is, also with a word that the brand avoids: it is the law that speaks.</summary>
    static IEnumerable<Finding> Forbidden(int? scene, string field, string text, Brand brand)
        => BrandRules.ForbiddenIn(WithoutDisclosures(text, brand), brand).Select(word => new Finding(
            FindingCodes.ForbiddenWord, FindingSeverity.Error, scene, field, $"The brand never says \"{word}\".", word));

    static IEnumerable<Finding> TimingOf(SpokenScene scene, Brand brand, GenerationOptions options)
    {
        if (!SpeakingRate.Fits(scene.Narration, options.Language, scene.Seconds))
        {
            yield return new(FindingCodes.SpeechTooLong, FindingSeverity.Error, scene.Number, "narration",
                "The narration takes longer to say than the scene lasts.",
                Say($"{SpeakingRate.SecondsOf(scene.Narration, options.Language):0.0} s to say, {scene.Seconds:0.0} s in the scene"));
        }

        var (rate, glance) = options.Language == Language.Korean ? (KoreanReadingRate, KoreanGlance) : (EnglishReadingRate, EnglishGlance);
        if (options.Captions && scene.Narration.Length / scene.Seconds > rate)
        {
            yield return new(FindingCodes.CaptionTooFast, FindingSeverity.Warning, scene.Number, "narration",
                "The caption changes faster than most people read.", Say($"{scene.Narration.Length / scene.Seconds:0} characters a second, at most {rate:0} are read"));
        }

        var headline = WithoutDisclosures(scene.OnScreenText, brand).Trim();
        if (headline.Length > glance)
        {
            yield return new(FindingCodes.TextTooLong, FindingSeverity.Warning, scene.Number, "on_screen_text",
                "The on-screen text is longer than what is taken in at a glance.", Say($"{headline.Length} characters, at most {glance} are taken in"));
        }
    }

    static string WithoutDisclosures(string text, Brand brand) => brand.Disclosures.Where(disclosure => disclosure.Trim().Length > 0)
        .Aggregate(text, (rest, disclosure) => rest.Replace(disclosure.Trim(), "", StringComparison.OrdinalIgnoreCase)).Replace(" · ", "", StringComparison.Ordinal);

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
