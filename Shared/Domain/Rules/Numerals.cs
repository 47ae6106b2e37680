using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoGen.Domain;

/// <summary>Numbers in digits and in words, Korean and English.</summary>
static partial class Numerals
{
    /// <summary>1,200 or 98.5, with the large units that Korean and English set behind: 1만 2천, 3 million.</summary>
    public const string Digits = @"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?(?:억|만|천|백(?!분)|thousand\b|million\b))?(?:\s?(?<=[억만천백]\s?)(?=\d))?)+";

    /// <summary>
    /// Words for numbers; taken only before a unit, since many of them are other words as well, and not where both together are one, as in
    /// 만일, 천일염 or 세일.
    /// </summary>
    public const string Words = "(?!(?:[십백천만억]|열?[두세네]|열)[일년인도주분초위])(?:(?:[일이삼사오육칠팔구]?[십백천만억]\\s?)+[일이삼사오육칠팔구]?|열?(?:두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무|서른|마흔|쉰"
        + "|(?:a\\s|one\\s)?(?:hundred|thousand|million)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
        + "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)";

    static readonly Dictionary<string, decimal> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["일"] = 1, ["이"] = 2, ["삼"] = 3, ["사"] = 4, ["오"] = 5, ["육"] = 6, ["칠"] = 7, ["팔"] = 8, ["구"] = 9,
        ["두"] = 2, ["세"] = 3, ["네"] = 4, ["다섯"] = 5, ["여섯"] = 6, ["일곱"] = 7, ["여덟"] = 8, ["아홉"] = 9,
        ["열"] = 10, ["스무"] = 20, ["서른"] = 30, ["마흔"] = 40, ["쉰"] = 50,
        ["a"] = 1, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
        ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16,
        ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50,
        ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    };

    static readonly Dictionary<string, decimal> Scales = new(StringComparer.OrdinalIgnoreCase)
    {
        ["십"] = 10, ["백"] = 100, ["천"] = 1_000, ["만"] = 10_000, ["억"] = 100_000_000,
        ["hundred"] = 100, ["thousand"] = 1_000, ["million"] = 1_000_000,
    };

    /// <returns><see langword="null"/> when it is too large to count anything.</returns>
    public static decimal? Read(string text)
    {
        // 1만 2천 is 1 x 10,000 and 2 x 1,000: small scales add up until a large one multiplies them all.
        decimal total = 0, part = 0, last = 0;
        foreach (var token in Token().Matches(text).Select(match => match.Value))
        {
            if (Scales.TryGetValue(token, out var scale) && scale < 10_000)
            {
                (part, last) = (part + Math.Max(last, 1) * scale, 0);
            }
            else if (scale > 0)
            {
                (total, part, last) = (total + Math.Max(part + last, 1) * scale, 0, 0);
            }
            else if (Values.TryGetValue(token, out var value))
            {
                last += value;
            }
            else if (decimal.TryParse(token, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var digits)
                && digits < 1_000_000_000_000)
            {
                last += digits;
            }
            else
            {
                return null;
            }
        }

        return total + part + last;
    }

    [GeneratedRegex(@"\d[\d,]*(?:\.\d+)?|[A-Za-z]+|다섯|여섯|일곱|여덟|아홉|스무|서른|마흔|[가-힣]")]
    private static partial Regex Token();
}
