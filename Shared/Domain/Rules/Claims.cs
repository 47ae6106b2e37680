using System.Text.RegularExpressions;

namespace VideoGen.Domain;

/// <summary>Something that a text states and that has to be true.</summary>
/// <param name="Text">As it stands there: a figure such as "24 hours" or "98.5%", or a word of absolute praise.</param>
/// <param name="Fact">Index into the product's facts of the one that says so; <see langword="null"/> for none.</param>
/// <param name="IsFigure">A number, as opposed to a word.</param>
public sealed record Claim(string Text, int? Fact, bool IsFigure)
{
    public bool IsSupported => Fact is not null;
}

/// <summary>Traces what a script claims to the facts of the product. Figures and absolute praise are claims; all else is left to people.</summary>
public static partial class Claims
{
    /// <param name="text">A narration or an on-screen text.</param>
    /// <returns>In the order of the text, each claim once. What name, tagline, call to action and disclosures say themselves is no claim of the script.</returns>
    public static IReadOnlyList<Claim> In(string text, Brand brand, Product product)
    {
        var rest = Without(text, [product.Name, brand.Name, brand.Tagline, product.CallToAction, .. brand.Disclosures]);
        return
        [
            .. Figure.In(rest).Select(figure => new Claim(figure.Text, FactWith(figure, product.Facts), IsFigure: true))
                .Concat(Praise().Matches(rest).Select(match => new Claim(match.Value, FactWith(match.Value, product.Facts), IsFigure: false)))
                .DistinctBy(claim => claim.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <returns>Index of the first fact with the same figure, however it is written.</returns>
    static int? FactWith(Figure figure, IReadOnlyList<string> facts) => First(facts, fact => Figure.In(fact).Any(figure.IsSameAs));

    static int? FactWith(string praise, IReadOnlyList<string> facts) => First(facts, fact => fact.Contains(praise, StringComparison.OrdinalIgnoreCase));

    static int? First(IReadOnlyList<string> facts, Func<string, bool> says)
        => Enumerable.Range(0, facts.Count).Where(i => says(facts[i])).Select(i => (int?)i).FirstOrDefault();

    static string Without(string text, IEnumerable<string> own)
        => own.Where(part => part.Length > 1).OrderByDescending(part => part.Length)
            .Aggregate(text, (rest, part) => rest.Replace(part.TrimEnd('.', '!', ' '), " ", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(?:(?<!second )best|cheapest|fastest|strongest|number one|no\. ?1|guaranteed?|clinically proven|scientifically proven|miracle|risk[- ]free"
        + @"|award[- ]winning|patented|certified|twice|half the price)\b"
        + "|최고|최초|최저가|유일|1위|완벽|무조건|기적|부작용\\s?없|특허|인증|수상|입증|무료|평생|영구|절반", RegexOptions.IgnoreCase)]
    private static partial Regex Praise();
}
