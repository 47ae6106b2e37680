using System.Text.RegularExpressions;

namespace VideoGen.Domain;

/// <summary>Something that a text states and that has to be true.</summary>
/// <param name="Text">As it stands there: a figure such as "24" or "98.5%", or a word of absolute praise.</param>
/// <param name="Fact">Index into the product's facts of the one that says so; <see langword="null"/> for none.</param>
public sealed record Claim(string Text, int? Fact)
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
            .. Figure().Matches(rest).Select(match => match.Value)
                .Concat(Praise().Matches(rest).Select(match => match.Value))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(claim => new Claim(claim, FactWith(claim, product.Facts))),
        ];
    }

    /// <returns>Index of the first fact that has the same figure, or the same word; a figure in another spelling, such as 1,200 for 1200, is the same.</returns>
    static int? FactWith(string claim, IReadOnlyList<string> facts)
    {
        var figure = Figure().Match(claim) is { Success: true } match && match.Length == claim.Length ? Plain(claim) : null;
        for (var i = 0; i < facts.Count; i++)
        {
            if (figure is null
                ? facts[i].Contains(claim, StringComparison.OrdinalIgnoreCase)
                : Figure().Matches(facts[i]).Any(other => Plain(other.Value) == figure))
            {
                return i;
            }
        }

        return null;
    }

    static string Without(string text, IEnumerable<string> own)
        => own.Where(part => part.Length > 1).OrderByDescending(part => part.Length)
            .Aggregate(text, (rest, part) => rest.Replace(part.TrimEnd('.', '!', ' '), " ", StringComparison.OrdinalIgnoreCase));

    static string Plain(string figure)
    {
        var digits = Separator().Replace(figure, "").TrimEnd('%');
        return digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    [GeneratedRegex(@"\d+(?:[.,]\d+)*%?")]
    private static partial Regex Figure();

    // A comma before three digits groups them; any other one ends a number or is a decimal comma, which stays.
    [GeneratedRegex(@",(?=\d{3}(?!\d))")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\b(?:best|cheapest|fastest|strongest|number one|no\. ?1|guaranteed?|clinically proven|scientifically proven|miracle|risk[- ]free)\b"
        + "|최고|최초|최저가|유일|1위|완벽|무조건|기적|부작용\\s?없", RegexOptions.IgnoreCase)]
    private static partial Regex Praise();
}
