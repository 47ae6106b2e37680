using System.Text;

namespace VideoGen.Domain;

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

    /// <summary>To tenths, as scenes are: what just fits a scene is not too long for it.</summary>
    public static bool Fits(string text, Language language, double seconds) => Math.Round(SecondsOf(text, language), 1) <= seconds + 1e-9;

    static double SecondsOf(Rune rune, Language language) => rune switch
    {
        { Value: >= 0xAC00 and <= 0xD7A3 } => 1 / KoreanSyllablesPerSecond,
        _ when language == Language.English => 1 / EnglishCharactersPerSecond,
        _ when Rune.IsDigit(rune) => 1 / KoreanSyllablesPerSecond,
        _ when Rune.IsLetter(rune) => 1 / EnglishCharactersPerSecond,
        _ => 0,
    };
}
