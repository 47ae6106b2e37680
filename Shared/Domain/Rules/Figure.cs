using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Domain;

/// <summary>A number in a text and what it counts, whichever way it is written: 1,000, 1000, 천 and "a thousand" are the same.</summary>
/// <param name="Text">As it stands there, with its unit.</param>
/// <param name="Unit">The smallest of its kind, one for both languages, such as "second"; empty when it is none that is known.</param>
/// <param name="Value">Counted in that unit.</param>
/// <param name="Number">As it was written, before the unit.</param>
public sealed record Figure(string Text, decimal Value, string Unit, decimal Number)
{
    static readonly Regex Written = new(
        $@"(?<![A-Za-z\d.,])(?<currency>[$€£₩]\s?)?(?:(?<digits>{Numerals.Digits})|(?<![가-힣])(?<words>{Numerals.Words})(?=[\s-]?(?:{Units.Any})))"
        + $@"(?:[\s-]?(?<unit>{Units.Any}))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static IReadOnlyList<Figure> In(string text) => [.. Written.Matches(text).Select(Read).OfType<Figure>()];

    /// <summary>A unit that only one of them names does not part them.</summary>
    public bool IsSameAs(Figure other) => Unit.Length > 0 && other.Unit.Length > 0
        ? Unit == other.Unit && Value == other.Value
        : Number == other.Number;

    static Figure? Read(Match match)
    {
        if (Numerals.Read(match.Groups["digits"].Success ? match.Groups["digits"].Value : match.Groups["words"].Value) is not { } number)
        {
            return null;
        }

        var spelling = match.Groups["currency"].Success ? match.Groups["currency"].Value.Trim() : match.Groups["unit"].Value;
        var (unit, factor) = Units.Of(spelling);
        try
        {
            return new(match.Value.Trim(), number * factor, unit, number);
        }
        catch (OverflowException)
        {
            // Digits without end count nothing.
            return null;
        }
    }
}
