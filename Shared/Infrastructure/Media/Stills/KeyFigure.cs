using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Infrastructure.Media;

/// <summary>The number in a statement, with its unit, and what is left to say.</summary>
/// <param name="Percent">0 to 100 when it is a percentage.</param>
internal sealed partial record KeyFigure(string Figure, string Rest, double? Percent)
{
    /// <returns><see langword="null"/> when the statement has no number.</returns>
    public static KeyFigure? Find(string statement)
    {
        if (Number().Match(statement) is not { Success: true } match)
        {
            return null;
        }

        // Only a number at the beginning can be taken out, and not from a particle that belongs to it, as in "92%의".
        var after = statement[(match.Index + match.Length)..];
        var standsAlone = match.Index == 0 && (after.Length == 0 || !char.IsLetterOrDigit(after[0])) && !BeginsWithParticle(after.Trim());
        var rest = standsAlone ? after.Trim(' ', ',', '.', ':', '!') : statement;
        var isPercent = match.Groups["unit"].Value is "%" or "퍼센트"
            && double.TryParse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        return new(match.Value.Trim(), rest, isPercent
            ? Math.Clamp(double.Parse(match.Groups["number"].Value, NumberStyles.Number, CultureInfo.InvariantCulture), 0, 100) : null);
    }

    static bool BeginsWithParticle(string words) => words.IndexOf(' ', StringComparison.Ordinal) == 1 && words[0] > 127;

    [GeneratedRegex(
        @"(?<number>\d[\d,]*(\.\d+)?)\s?"
        + @"(?<unit>%|퍼센트|만\s?[명개원병]?|천\s?[명개원]?|억\s?원?|배|명|개|일|주|년|시간|분|초|점|위|원"
        + @"|\+|x\b|k\b|hours?\b|days?\b|weeks?\b|years?\b)?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
