using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>How a fact may stand in a sentence.</summary>
internal enum FactForm
{
    /// <summary>"24-hour insulation", "24시간 보온"; also everything that was not recognized.</summary>
    Phrase,

    /// <summary>"Keeps drinks cold for 24 hours": only lacks its subject.</summary>
    Verb,

    /// <summary>"Made from recycled steel": lacks subject and "is".</summary>
    Participle,

    /// <summary>"한 손으로 열려요": complete.</summary>
    Sentence,

    /// <summary>In another language than the video: may be shown, not said.</summary>
    Foreign,
}

/// <summary>Something that may be claimed, read for what can be done with it.</summary>
/// <param name="Text">One line without a final mark, in the video's language ready to start a sentence.</param>
/// <param name="Number">Its figure with the unit, such as "24 hours"; <see langword="null"/> when there is none that stands alone.</param>
internal sealed partial record Fact(string Text, FactForm Form, string? Number)
{
    public static Fact Read(string fact, Language language, bool formal)
    {
        var text = Words.WithoutEnd(Words.OneLine(fact));
        if (!Words.IsIn(language, text))
        {
            return new(text, FactForm.Foreign, null);
        }

        if (language == Language.English)
        {
            return new(Words.Capitalized(text), EnglishForm(text), EnglishNumber(text));
        }

        var polite = KoreanPoliteness.Sentence(text, formal);
        return new(polite ?? text, polite is null ? FactForm.Phrase : FactForm.Sentence,
            KoreanNumber().Match(text) is { Success: true } number ? number.Value : null);
    }

    /// <summary>Evidence rather than praise: tests, awards, warranties.</summary>
    public bool IsProof => Proof().IsMatch(Text);

    /// <summary>Something that makes buying easier: a price, a trial, delivery.</summary>
    public bool IsOffer => Offer().IsMatch(Text);

    static FactForm EnglishForm(string text)
    {
        var first = text.Split(' ', 2)[0];
        return VerbFirst().IsMatch(first) ? FactForm.Verb : ParticipleFirst().IsMatch(first) ? FactForm.Participle : FactForm.Phrase;
    }

    static string? EnglishNumber(string text)
    {
        var match = EnglishUnit().Match(text);
        match = match.Success ? match : EnglishCompound().Match(text);
        return match.Success ? match.Value : null;
    }

    [GeneratedRegex(
        "^(keeps|holds|weighs|fits|charges|lasts|works|runs|uses|needs|saves|cleans|brews|makes|helps|cuts|protects|resists|" +
        "folds|opens|closes|stays|dries|heats|cools|connects|includes|offers|gives|lets|removes|blocks|reduces|supports|" +
        "tracks|turns|washes|ships|contains|absorbs|feels|sounds|starts|stores|grows|tastes|delivers|adapts|adjusts|carries|" +
        "syncs|measures|grinds|mixes|pours|snaps|glides|withstands|survives|requires|takes|reaches|provides|prevents|lifts|" +
        "hydrates|soothes|softens|brightens|smooths|moisturizes|slides|rinses|arrives|comes|packs|wakes|remembers|costs)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex VerbFirst();

    [GeneratedRegex(
        "^(made|built|designed|tested|certified|crafted|roasted|brewed|rated|woven|assembled|powered|approved|recommended|" +
        "trusted|backed|handmade|sewn|printed|packed)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex ParticipleFirst();

    [GeneratedRegex(
        @"(?<![\w.,$€£-])([$€£]\d+(?:[.,]\d+)*(?: off)?|\d+(?:[.,]\d+)*(?:%|(?:–\d+)? (?:seconds?|minutes?|hours?|days?|" +
        @"nights?|weeks?|months?|years?|grams|g|kg|oz|ml|lit(?:re|er)s?|inches|cm|mm|miles|km|watts|cups|steps|layers|colou?rs|sizes|" +
        @"servings|reviews|customers|people|settings|modes|washes|uses|parts|runners|homes)))(?!\w|-)",
        RegexOptions.IgnoreCase)]
    private static partial Regex EnglishUnit();

    // "2-year warranty", but not the first half of "24-hour cold retention".
    [GeneratedRegex(@"(?<![\w.,-])\d+-[a-z]+ [a-z]+(?=$|[,;]| (?:for|with|on|and|in|of|to|from|by|that)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex EnglishCompound();

    [GeneratedRegex(
        @"(?<![\w.,])\d+(?:[.,]\d+)*(?:만|천|억)?\s?(?:%|시간|분|초|개월|일|주|년|배|회|번|명|개|잔|도|단계|종|가지|원|kg|g|mg|ml|mL|cm|mm|W|mAh|위|점|" +
        @"겹|장)(?!\w)(?<!\d)|(?<![\w.,])\d+(?:[.,]\d+)*(?:%|시간|분|초|개월|일|년|배|회|번|명|개|kg|g|mg|ml|cm|mm|원)(?=[은는이가을를의에도만로](?:\s|" +
        @"$))", RegexOptions.CultureInvariant)]
    private static partial Regex KoreanNumber();

    [GeneratedRegex(
        "test|certif|award|review|rated|warranty|guarantee|patent|survey|proven|인증|시험|테스트|수상|후기|보증|만족도|누적|특허|재구매|무상|검사",
        RegexOptions.IgnoreCase)]
    private static partial Regex Proof();

    [GeneratedRegex(
        @"\bfree (ship|deliver|return|trial|repair|gift|refill)|\boff\b|discount|trial|returns|money back|refund|무료|할인|배송|체험|" +
        @"환불|증정|쿠폰|교환",
        RegexOptions.IgnoreCase)]
    private static partial Regex Offer();
}
