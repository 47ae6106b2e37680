namespace VideoGen.Infrastructure.Writing;

/// <summary>Hangul syllables as Unicode composes them: 28 finals to each pair of initial and vowel, the first of which is "none".</summary>
internal static class Hangul
{
    public const int None = 0;
    public const int Nieun = 4;
    public const int Rieul = 8;
    public const int Mieum = 16;
    public const int Bieup = 17;
    public const int BieupSiot = 18;
    public const int SsangSiot = 20;

    const int First = 0xAC00;
    const int Last = 0xD7A3;
    const int Finals = 28;

    public static bool IsSyllable(int codePoint) => codePoint is >= First and <= Last;

    public static bool IsIn(string text) => text.Any(character => IsSyllable(character));

    /// <returns>Index of the final consonant, <see cref="None"/> for an open syllable.</returns>
    public static int FinalOf(char syllable) => (syllable - First) % Finals;

    public static char WithFinal(char syllable, int final) => (char)(syllable - FinalOf(syllable) + final);
}
