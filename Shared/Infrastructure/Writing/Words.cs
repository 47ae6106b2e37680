using System.Text;
using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Small repairs to text that a person typed into a form.</summary>
internal static partial class Words
{
    /// <returns>One line: no control characters, no double spaces, no list bullet.</returns>
    public static string OneLine(string? text)
    {
        var spaced = new StringBuilder();
        foreach (var character in text ?? "")
        {
            spaced.Append(char.IsControl(character) ? ' ' : character);
        }

        return Spaces().Replace(spaced.ToString(), " ").Trim().TrimStart('-', '•', '·', '*').TrimStart();
    }

    /// <returns>The words of a sentence without the mark that ends it; a question keeps its mark.</returns>
    public static string WithoutEnd(string text) => text.TrimEnd(' ', '.', '!', ',', ';', ':', '。');

    /// <summary>The first letter large, but for names like iPad that start small on purpose.</summary>
    public static string Capitalized(string text)
        => text.Length > 0 && char.IsAsciiLetterLower(text[0]) && !(text.Length > 1 && char.IsAsciiLetterUpper(text[1]))
            ? char.ToUpperInvariant(text[0]) + text[1..]
            : text;

    /// <summary>Whether a voice of that language can say the text: Hangul is Korean, more than two other words are not.</summary>
    public static bool IsIn(Language language, string text) => language == Language.English
        ? !Hangul.IsIn(text) && text.Any(char.IsAsciiLetterOrDigit)
        : Hangul.IsIn(text) || text.Any(char.IsLetterOrDigit) && LatinWord().Count(text) <= 2;

    /// <returns>How often a name is said, compared without case.</returns>
    public static int Count(string text, string name)
    {
        var count = 0;
        for (var at = 0; (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            count++;
        }

        return count;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex LatinWord();
}
