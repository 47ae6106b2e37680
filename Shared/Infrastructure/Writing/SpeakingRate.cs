using System.Text;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>How long a text takes to say. The rates are a brisk voice-over, so a line that just fits is still understood.</summary>
public static class SpeakingRate
{
    public const double EnglishCharactersPerSecond = 15;
    public const double KoreanSyllablesPerSecond = 7;

    /// <summary>
    /// English counts every character; Korean counts syllables: a digit is about one, Latin letters go at the English rate, and
    /// spaces and punctuation are the pauses of a natural reading. Hangul inside English is said at the Korean rate.
    /// </summary>
    public static double SecondsOf(string text, Language language)
        => text.EnumerateRunes().Sum(rune => SecondsOf(rune, language));

    static double SecondsOf(Rune rune, Language language) => rune switch
    {
        _ when Hangul.IsSyllable(rune.Value) => 1 / KoreanSyllablesPerSecond,
        _ when language == Language.English => 1 / EnglishCharactersPerSecond,
        _ when Rune.IsDigit(rune) => 1 / KoreanSyllablesPerSecond,
        _ when Rune.IsLetter(rune) => 1 / EnglishCharactersPerSecond,
        _ => 0,
    };
}
