using System.Text;

namespace VideoGen.Domain;

/// <summary>What a brand forbids and demands, asked of texts. Case and line breaks do not matter.</summary>
public static class BrandRules
{
    /// <returns>Those of the brand's words to avoid that the text has, as the brand spells them.</returns>
    public static IReadOnlyList<string> ForbiddenIn(string text, Brand brand)
    {
        var line = OneLine(text);
        return [.. brand.WordsToAvoid.Where(word => OneLine(word) is { Length: > 0 } avoided && line.Contains(avoided, StringComparison.OrdinalIgnoreCase))];
    }

    /// <returns>Those of the brand's disclosures that the screens do not show, wholly or in pieces from one screen to the next.</returns>
    public static IReadOnlyList<string> MissingDisclosures(IEnumerable<string> onScreenTexts, Brand brand)
    {
        var shown = Letters(string.Join(' ', onScreenTexts));
        return [.. brand.Disclosures.Where(text => Letters(text) is { Length: > 0 } needed && !shown.Contains(needed, StringComparison.OrdinalIgnoreCase))];
    }

    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

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
