using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What a brief lets one say, cleaned and ready to be put into sentences, and what it forbids.</summary>
internal sealed partial class BrandVoice
{
    const int LongestName = 60;
    const int LongestTagline = 80;
    const int LongestAudience = 40;

    readonly Brand brand;
    readonly string[] avoided;
    readonly Dictionary<string, string?> values;

    /// <param name="formal">The register that was asked for; <see langword="null"/> takes the brand's own.</param>
    public BrandVoice(WritingBrief brief, bool? formal = null)
    {
        Language = brief.Options.Language;
        brand = brief.Brand;
        avoided = [.. brief.Brand.WordsToAvoid.Select(Words.OneLine).Where(word => word.Length > 0)];
        Formal = formal ?? IsFormal(brief);
        Facts = [..
            brief.Product.Facts.Select(fact => Fact.Read(fact, Language, Formal))
            .Where(fact => fact.Text.Length > 0 && Allows(fact.Text))
            .DistinctBy(fact => fact.Text.ToUpperInvariant())];
        WordsToUse = [..
            brief.Brand.WordsToUse.Select(Words.OneLine)
            .Where(word => word.Length > 0 && Words.IsIn(Language, word) && Allows(word))];
        values = new()
        {
            ["name"] = Usable(brief.Product.Name, LongestName),
            ["brand"] = Usable(brief.Brand.Name, LongestName),
            ["tagline"] = Spoken(Words.Capitalized(Words.WithoutEnd(Words.OneLine(brief.Brand.Tagline))), LongestTagline),
            ["audience"] = Address(Words.WithoutEnd(Words.OneLine(brief.Brand.Audience))),
            ["cta"] = Spoken(
                Words.Capitalized(Words.WithoutEnd(Words.OneLine(brief.Product.CallToAction))), SceneRules.LongestOnScreenText),
        };
    }

    public Language Language { get; }

    /// <summary>
    /// Korean in -니다 rather than -요: as most of the brand's own sentences are, or as its tone asks. English has one register.
    /// </summary>
    public bool Formal { get; }

    /// <summary>Facts that may be told, the strongest first; those in another language may only be shown.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    public IReadOnlyList<string> WordsToUse { get; }

    public string? this[string place] => values.GetValueOrDefault(place);

    /// <summary>Stricter than the rule: what is written here has the letters of a word to avoid not even inside another word.</summary>
    public bool Allows(string text)
        => !avoided.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) && BrandRules.ForbiddenIn(text, brand).Count == 0;

    /// <returns>The pattern in this voice, or <see langword="null"/> when something is missing or it says what may not be said.</returns>
    public string? Say(string pattern, Fact? fact = null, string? word = null)
    {
        var text = Pattern.Fill(pattern, place => ValueOf(place, fact, word), Formal);

        // A tagline or a fact that has the product's name makes a sentence that names it twice.
        return text is not null && !Stutters(text) && Allows(text) ? text : null;
    }

    /// <summary>Whether product or brand is named twice, also where one has the other in it; the call to action does not count.</summary>
    public bool Stutters(string text)
    {
        var ours = this["cta"] is { } call ? text.Replace(call, "", StringComparison.Ordinal) : text;
        return new[] { this["name"], this["brand"] }.Any(name => name is { Length: > 1 } && Words.Count(ours, name) > 1);
    }

    string? ValueOf(string place, Fact? fact, string? word) => (place, fact?.Form) switch
    {
        ("word", _) => word,
        ("number", _) => fact?.Number,
        ("fact", not null and not FactForm.Foreign) => fact!.Text,
        ("phrase", FactForm.Phrase) => fact!.Text,
        ("sentence", FactForm.Sentence) => fact!.Text,
        ("verb", FactForm.Verb) or ("participle", FactForm.Participle) when NameIsSingular
            => char.ToLowerInvariant(fact!.Text[0]) + fact.Text[1..],
        _ => this[place],
    };

    // "Earbuds keeps" would be wrong, and one cannot tell Earbuds from Atlas.
    bool NameIsSingular => this["name"] is { } name && !name.EndsWith('s');

    string? Usable(string text, int longest)
        => Words.OneLine(text) is { Length: > 0 } clean && clean.Length <= longest && Allows(clean) ? clean : null;

    string? Spoken(string text, int longest)
        => Usable(text, longest) is { } clean && Hangul.IsIn(clean) == (Language == Language.Korean) ? clean : null;

    /// <summary>An audience that can be spoken to: "Busy parents", not "Women 25-34, urban, high income".</summary>
    string? Address(string audience)
        => Spoken(Words.Capitalized(audience), LongestAudience) is { } clean && !Targeting().IsMatch(clean)
            && (Language == Language.Korean || !clean.Any(char.IsAsciiDigit)) ? clean : null;

    static bool IsFormal(WritingBrief brief)
    {
        var votes = brief.Product.Facts.Append(brief.Product.CallToAction).Append(brief.Brand.Tagline)
            .Sum(text => KoreanPoliteness.FormalityOf(Words.OneLine(text)));
        return votes != 0 && brief.Options.Language == Language.Korean ? votes > 0 : FormalTone().IsMatch(brief.Brand.Tone);
    }

    [GeneratedRegex(@"[,;:/()|~]|\bwho\b|\bthat\b|및|등$")]
    private static partial Regex Targeting();

    [GeneratedRegex("formal|premium|professional|luxur|serious|expert|trust|elegant|격식|전문|신뢰|고급|프리미엄|품격|정중|차분|단정|진지",
        RegexOptions.IgnoreCase)]
    private static partial Regex FormalTone();
}
