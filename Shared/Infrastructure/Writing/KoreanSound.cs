namespace VideoGen.Infrastructure.Writing;

/// <summary>How a word ends when a Korean says it; Latin words by the usual way of writing them in Hangul (Mint 민트, Pack 팩).</summary>
internal static class KoreanSound
{
    /// <returns>A final consonant of <see cref="Hangul"/>; where only "some consonant" is known, ㅂ stands for it.</returns>
    public static int FinalOf(string word)
    {
        var spoken = word.TrimEnd().TrimEnd('.', ',', '!', '?', '"', '\'', ')', ']', '”', '’', '™', '®', '」', '』');
        if (spoken.Length == 0)
        {
            return Hangul.None;
        }

        var last = spoken[^1];
        return last switch
        {
            _ when Hangul.IsSyllable(last) => Hangul.FinalOf(last),
            _ when char.IsAsciiDigit(last) => FinalOfDigit(last),
            _ when char.IsAsciiLetter(last) => FinalOfLatin(LastWord(spoken)),
            _ => Hangul.None,
        };
    }

    // 영/십/백, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구
    static int FinalOfDigit(char digit) => digit switch
    {
        '1' or '7' or '8' => Hangul.Rieul,
        '3' => Hangul.Mieum,
        '0' or '6' => Hangul.Bieup,
        _ => Hangul.None,
    };

    static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        // A unit is said as its name: 18g is 십팔 그램, 500ml is 오백 밀리리터.
        var isUnit = start > 0 && (char.IsAsciiDigit(text[start - 1])
            || (text[start - 1] == ' ' && start > 1 && char.IsAsciiDigit(text[start - 2])));
        return isUnit && text[start..] is "g" or "kg" or "mg" ? "gram" : isUnit && text.Length - start <= 3 ? "meter" : text[start..];
    }

    static int FinalOfLatin(string word)
    {
        // Spelled letter by letter: 엘, 알, 엠, 엔 are the names that end in a consonant.
        if (word.Length == 1 || word.All(char.IsAsciiLetterUpper) && word.Length <= 4)
        {
            return word[^1] is 'L' or 'l' or 'R' or 'r' ? Hangul.Rieul : word[^1] is 'M' or 'm' or 'N' or 'n' ? Hangul.Mieum : Hangul.None;
        }

        var sound = word.ToLowerInvariant();
        if (sound is [.., var beforeE, 'e'])
        {
            // Home 홈, Apple 애플, One 원; but Cube 큐브, Care 케어.
            return beforeE switch { 'l' => Hangul.Rieul, 'm' => Hangul.Mieum, 'n' => Hangul.Nieun, _ => Hangul.None };
        }

        return sound[^1] switch
        {
            'l' => Hangul.Rieul,
            'm' => Hangul.Mieum,
            'n' => Hangul.Nieun,
            'g' when sound.EndsWith("ng", StringComparison.Ordinal) => Hangul.Bieup,
            'k' when sound.EndsWith("ck", StringComparison.Ordinal) || sound.EndsWith("ook", StringComparison.Ordinal) => Hangul.Bieup,
            // Cup 컵, Lab 랩, Pot 팟, Magic 매직; but Help 헬프, Heat 히트.
            'p' or 'b' or 't' or 'k' or 'c' when EndsInShortVowel(sound[..^1]) => Hangul.Bieup,
            _ => Hangul.None,
        };
    }

    static bool EndsInShortVowel(string sound)
        => IsVowel(sound[^1]) && (sound.Length == 1 || !IsVowel(sound[^2]));

    static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
