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

    /// <summary>Breaks into as few lines as <see cref="Break"/>, but of lengths as equal as can be: no last line of one word.</summary>
    public static List<string> Balance(Face face, string text, float widest)
    {
        var best = Break(face, text, widest);
        if (best.Count < 2)
        {
            return best;
        }

        var (tooNarrow, enough) = (widest * 0.3f, widest);
        while (enough - tooNarrow > widest * 0.01f)
        {
            var middle = (tooNarrow + enough) / 2;
            var lines = Break(face, text, middle);
            if (lines.Count == best.Count && CutsAsFewWords(face, text, middle, widest))
            {
                (best, enough) = (lines, middle);
            }
            else
            {
                tooNarrow = middle;
            }
        }

        return best;
    }

    /// <summary>Whether every word fits a line of this width.</summary>
    public static bool KeepsWords(Face face, string text, float widest) => WidestWord(face, text) <= widest;

    static bool CutsAsFewWords(Face face, string text, float narrower, float widest)
        => WidestWord(face, text) is var word && (word <= narrower || word > widest);

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
