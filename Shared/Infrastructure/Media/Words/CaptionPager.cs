namespace VideoGen.Infrastructure.Media;

/// <summary>A page of a caption: what is shown at once.</summary>
/// <param name="Share">The part of the caption's time that is its own.</param>
internal sealed record CaptionPage(IReadOnlyList<string> Lines, float Size, double Share);

/// <summary>Splits a narration into pages of at most two lines that follow each other, each for as long as it is long.</summary>
internal static class CaptionPager
{
    public const int MostLines = 2;

    /// <summary>Seconds that a reader needs for a page at least; a caption with shorter pages is set smaller instead.</summary>
    const double ShortestPage = 1;
    const float SmallestShare = 0.72f;

    /// <param name="width">Of the area, pixels.</param>
    /// <param name="size">Preferred type size, pixels.</param>
    /// <param name="seconds">How long the caption is shown.</param>
    public static IReadOnlyList<CaptionPage> Split(Face face, string text, float width, float size, double seconds)
    {
        var drawable = face.Drawable(text.ReplaceLineEndings(" "));
        for (var share = 1f; ; share -= 0.07f)
        {
            var pages = Split(face, drawable, width / (size * share));
            var shortest = pages.Count == 0 ? 1 : pages.Min(face.Width) / pages.Sum(face.Width);
            if (pages.Count <= 1 || shortest * seconds >= ShortestPage || share - 0.07f < SmallestShare)
            {
                return Set(face, pages, width, size * share);
            }
        }
    }

    static CaptionPage[] Set(Face face, List<string> pages, float width, float size)
    {
        var total = pages.Sum(face.Width);
        return [.. pages.Select(page => new CaptionPage(
            LineBreaker.Balance(face, page, width / size), size, face.Width(page) / total))];
    }

    /// <summary>As few pages as the lines ask for, and a page ends with a sentence where one ends near its end.</summary>
    static List<string> Split(Face face, string text, float widest)
    {
        var pages = new List<string>();
        var rest = text;
        while (LineBreaker.Break(face, rest, widest) is { Count: > 0 } lines)
        {
            if (lines.Count <= MostLines)
            {
                pages.Add(string.Join(' ', lines));
                break;
            }

            // Equal pages read better than full ones and a remnant.
            var pageCount = (lines.Count + MostLines - 1) / MostLines;
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var taken = WordsOfFirstPage(face, words, widest, face.Width(rest) / pageCount);
            if (taken == 0)
            {
                // One word fills more than a page: it is cut where its lines end.
                pages.Add(string.Concat(lines.Take(MostLines)));
                rest = string.Concat(lines.Skip(MostLines).Take(1)) + string.Concat(lines.Skip(MostLines + 1).Select(line => " " + line));
                continue;
            }

            pages.Add(string.Join(' ', words[..taken]));
            rest = string.Join(' ', words[taken..]);
        }

        return pages;
    }

    static int WordsOfFirstPage(Face face, string[] words, float widest, float fairWidth)
    {
        var (best, bestCost) = (0, float.MaxValue);
        for (var count = 1; count <= words.Length; count++)
        {
            var page = string.Join(' ', words[..count]);
            if (LineBreaker.Break(face, page, widest).Count > MostLines)
            {
                break;
            }

            var cost = Math.Abs(face.Width(page) - fairWidth) / fairWidth - EndsWell(words[count - 1]);
            if (cost < bestCost)
            {
                (best, bestCost) = (count, cost);
            }
        }

        return best;
    }

    static float EndsWell(string word) => word[^1] switch
    {
        '.' or '!' or '?' or '。' or '…' => 0.4f,
        ',' or ';' or ':' or '—' or '–' => 0.2f,
        _ => 0,
    };
}
