using System.Net;
using System.Text.RegularExpressions;

namespace VideoGen.Functions.Contract.Reference;

/// <summary>What the contract's descriptions use of Markdown: paragraphs, bold, emphasis and code.</summary>
static partial class Markup
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Line(string text)
        => Emphasis().Replace(Bold().Replace(Code().Replace(Text(text.Trim()), "<code>$1</code>"), "<b>$1</b>"), "<i>$1</i>");

    public static string Paragraphs(string text)
        => string.Concat(text
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => $"<p>{Line(paragraph)}</p>"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\*([^*]+)\*")]
    private static partial Regex Emphasis();
}
