using System.Runtime.CompilerServices;
using System.Text;

namespace VideoGen.Domain;

/// <summary>What a brand forbids and demands, asked of texts. Case, line breaks and particles do not matter.</summary>
public static class BrandRules
{
    /// <summary>Letters; shorter pieces of a disclosure are on a screen by chance.</summary>
    const int ShortestPiece = 6;

    /// <summary>A brand's words are asked for in every scene of a script.</summary>
    static readonly ConditionalWeakTable<Brand, ForbiddenWord[]> Forbidden = new();

    /// <returns>Those of the brand's words to avoid that the text has, as the brand spells them.</returns>
    public static IReadOnlyList<string> ForbiddenIn(string text, Brand brand)
    {
        var plain = ForbiddenWord.Plain(text);
        return [.. Forbidden.GetValue(brand, ReadForbidden).Where(word => word.IsIn(plain)).Select(word => word.Word)];
    }

    /// <returns>Those of the brand's disclosures that the screens do not show, wholly or in pieces from one screen to the next.</returns>
    public static IReadOnlyList<string> MissingDisclosures(IEnumerable<string> onScreenTexts, Brand brand)
    {
        string[] screens = [.. onScreenTexts.Select(Letters)];
        string[] shown = [string.Concat(screens), .. screens];
        return [.. brand.Disclosures.Where(text => !IsShown(Letters(text), shown))];
    }

    /// <summary>Whole, or in pieces that are each on one screen, in whichever order the screens come.</summary>
    static bool IsShown(string needed, string[] shown)
    {
        for (var rest = needed; rest.Length > 0;)
        {
            var piece = Enumerable.Range(1, rest.Length).Reverse().FirstOrDefault(length
                => shown.Any(screen => screen.Contains(rest[..length], StringComparison.OrdinalIgnoreCase)));
            if (piece < Math.Min(ShortestPiece, rest.Length))
            {
                return false;
            }

            rest = rest[piece..];
        }

        return true;
    }

    static ForbiddenWord[] ReadForbidden(Brand brand) => [.. brand.WordsToAvoid.Select(ForbiddenWord.Of).OfType<ForbiddenWord>()];

    /// <summary>Without spaces and marks: a text that was broken over lines is still that text.</summary>
    static string Letters(string text)
    {
        var letters = new StringBuilder();
        foreach (var character in text.Where(char.IsLetterOrDigit))
        {
            letters.Append(character);
        }

        return letters.ToString();
    }
}
