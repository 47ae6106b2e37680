namespace VideoGen.ProviderSimulator.Models;

/// <summary>The language of a film, and how much of it fits into a scene.</summary>
static class Spoken
{
    /// <summary>In the measure of the material's most_spoken: syllables in Korean, characters in English.</summary>
    public static double Length(string text, bool korean)
        => korean ? text.Sum(character => IsHangul(character) || char.IsDigit(character) ? 1 : char.IsLetter(character) ? 7 / 15.0 : 0)
            : text.Sum(character => IsHangul(character) ? 15 / 7.0 : 1);

    /// <summary>Whether a line can be said in the film's language.</summary>
    public static bool IsIn(string text, bool korean) => korean == text.Any(IsHangul);

    static bool IsHangul(char character) => character is >= '가' and <= '힣';
}
