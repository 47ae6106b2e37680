using System.Globalization;

namespace VideoGen.Infrastructure.Media;

/// <summary>Breaks text into lines by measured width: between words, and inside a word only when it alone is too wide.</summary>
internal static class LineBreaker
{
    /// <param name="widest">Longest line, in type sizes.</param>
    public static List<string> Break(Face face, string text, float widest)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            BreakParagraph(face, paragraph, widest, lines);
        }

        return lines;
    }

    /// <summary>Breaks into as few lines as <see cref="Break"/>, but of widths as equal as can be: no last line of one word.</summary>
    public static List<string> Balance(Face face, string text, float widest)
    {
        var lines = Break(face, text, widest);
        var words = Words(text);
        if (lines.Count < 2 || text.Contains('\n', StringComparison.Ordinal) || !KeepsWords(face, text, widest))
        {
            return lines;
        }

        // cost[n, e]: the least sum of squared widths with which n lines hold the first e words; equal widths have the least.
        var cost = new double[lines.Count + 1, words.Length + 1];
        var begin = new int[lines.Count + 1, words.Length + 1];
        for (var line = 0; line <= lines.Count; line++)
        {
            for (var end = 0; end <= words.Length; end++)
            {
                cost[line, end] = line == 0 && end == 0 ? 0 : double.PositiveInfinity;
            }
        }

        for (var start = 0; start < words.Length; start++)
        {
            for (var end = start + 1; end <= words.Length; end++)
            {
                var width = face.Width(string.Join(' ', words[start..end]));
                if (width > widest)
                {
                    break;
                }

                for (var line = 1; line <= lines.Count; line++)
                {
                    if (cost[line - 1, start] + (double)width * width is var sum && sum < cost[line, end])
                    {
                        (cost[line, end], begin[line, end]) = (sum, start);
                    }
                }
            }
        }

        for (int line = lines.Count, end = words.Length; line > 0; end = begin[line, end], line--)
        {
            lines[line - 1] = string.Join(' ', words[begin[line, end]..end]);
        }

        return lines;
    }

    /// <summary>Whether every word fits a line of this width.</summary>
    public static bool KeepsWords(Face face, string text, float widest) => WidestWord(face, text) <= widest;

    static float WidestWord(Face face, string text) => Words(text).Select(face.Width).DefaultIfEmpty(0).Max();

    static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    static void BreakParagraph(Face face, string paragraph, float widest, List<string> lines)
    {
        var line = "";
        foreach (var word in Words(paragraph))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (face.Width(longer) <= widest)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = CutWord(face, word, widest, lines);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }
    }

    /// <summary>Fills lines with as much of a word as fits each.</summary>
    /// <returns>The rest, which fits.</returns>
    static string CutWord(Face face, string word, float widest, List<string> lines)
    {
        var part = "";
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var longer = part + elements.GetTextElement();
            if (part.Length > 0 && face.Width(longer) > widest)
            {
                lines.Add(part);
                longer = elements.GetTextElement();
            }

            part = longer;
        }

        return part;
    }
}
