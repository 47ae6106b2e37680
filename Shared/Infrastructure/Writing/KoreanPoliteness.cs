namespace VideoGen.Infrastructure.Writing;

/// <summary>Brings statements of a product sheet (열린다, 유지됨) into the polite style that a viewer is spoken to in.</summary>
internal static class KoreanPoliteness
{
    // Nouns that end like a statement.
    static readonly string[] Nouns = ["사이다", "소다", "판다", "바다", "캐나다", "베란다", "람다", "담요", "필요", "수요"];
    static readonly string[] NominalVerbs = ["가능함", "유지함", "제공함", "지원함", "사용함", "필요함"];

    /// <returns>-1 to 1 for each statement: whether it is written in -요 or in -다.</returns>
    public static int FormalityOf(string statement)
    {
        var text = Words.WithoutEnd(statement);
        return text.EndsWith('요') || text.EndsWith('죠') ? -1 : text.EndsWith("니다", StringComparison.Ordinal) ? 1 : 0;
    }

    /// <returns>A polite sentence without its final mark; <see langword="null"/> when the text is a noun phrase.</returns>
    public static string? Sentence(string text, bool formal)
    {
        if (Nouns.Any(noun => text.EndsWith(noun, StringComparison.Ordinal)))
        {
            return null;
        }

        if (text.EndsWith('요') || text.EndsWith('죠') || text.EndsWith('?') || text.EndsWith("니다", StringComparison.Ordinal))
        {
            return text;
        }

        if (text.Length > 2 && text[^1] == '다')
        {
            return FromStem(text[..^1], formal);
        }

        if (text.EndsWith('됨'))
        {
            return text[..^1] + (formal ? "됩니다" : "돼요");
        }

        if (NominalVerbs.Any(verb => text.EndsWith(verb, StringComparison.Ordinal)))
        {
            return text[..^1] + (formal ? "합니다" : "해요");
        }

        return text.EndsWith('음') && text.Length > 2 && (text[^2] == '않' || IsPastOrExistence(text[^2]))
            ? FromStem(text[..^1], formal)
            : null;
    }

    static string? FromStem(string stem, bool formal)
    {
        var last = stem[^1];
        if (!Hangul.IsSyllable(last))
        {
            return null;
        }

        var rest = stem[..^1];
        return (last, Hangul.FinalOf(last)) switch
        {
            ('하' or '한', _) => rest + (formal ? "합니다" : "해요"),
            ('되' or '된', _) => rest + (formal ? "됩니다" : "돼요"),
            ('이', _) => rest + (formal ? "입니다" : Endearing(rest)),
            ('는', _) => rest + "습니다",
            _ when IsPastOrExistence(last) => stem + (formal ? "습니다" : "어요"),
            ('않' or '좋' or '많' or '높' or '낮' or '작' or '얇' or '밝' or '같', _) => stem + (formal ? "습니다" : "아요"),
            (_, Hangul.Nieun) => rest + Hangul.WithFinal(last, Hangul.Bieup) + "니다",
            (_, Hangul.None) => rest + Hangul.WithFinal(last, Hangul.Bieup) + "니다",
            _ => stem + "습니다",
        };
    }

    static string Endearing(string noun) => KoreanParticles.Attach(noun, "이에요")[noun.Length..];

    static bool IsPastOrExistence(char syllable)
        => Hangul.IsSyllable(syllable) && Hangul.FinalOf(syllable) is Hangul.SsangSiot or Hangul.BieupSiot;
}
