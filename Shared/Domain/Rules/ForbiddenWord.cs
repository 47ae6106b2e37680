using System.Text;
using System.Text.RegularExpressions;

namespace VideoGen.Domain;

/// <summary>
/// A word that a brand never says, found whatever its case, width and spacing. Latin words and numbers are found as whole words, also in
/// plural and possessive; Korean ones with every particle and in compounds, but one of a single syllable only as a word of its own.
/// </summary>
sealed class ForbiddenWord
{
    const string Particles = "은|는|이|가|을|를|의|에|와|과|도|만|로|으로|까지|부터|에서|처럼|보다|이나|나|이라|라|입니다|이에요|예요|이다|인";
    const string LatinLetter = @"[\p{L}-[가-힣]]";

    readonly Regex pattern;

    ForbiddenWord(string word, string plain)
    {
        Word = word;
        pattern = new Regex(Beginning(plain) + Middle(plain) + Ending(plain), RegexOptions.CultureInvariant);
    }

    /// <summary>As the brand spells it.</summary>
    public string Word { get; }

    /// <returns><see langword="null"/> when there is no word in it.</returns>
    public static ForbiddenWord? Of(string word) => Plain(word) is { Length: > 0 } plain ? new(word, plain) : null;

    public bool IsIn(string plainText) => pattern.IsMatch(plainText);

    /// <summary>Lower case, full-width letters narrow, syllables composed, every run of spaces one space.</summary>
    public static string Plain(string text)
        => string.Join(' ', text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Beginning(string word) => word[0] switch
    {
        >= '가' and <= '힣' => word.Length == 1 ? "(?<![가-힣])" : "",
        var first when char.IsDigit(first) => @"(?<![\d.,])",
        var first when char.IsLetter(first) => $@"(?<!{LatinLetter}|\d)",
        _ => "",
    };

    /// <summary>Korean is written with and without a space between two words.</summary>
    static string Middle(string word) => Regex.Replace(Regex.Escape(word), @"(?<=[가-힣])\\ (?=[가-힣])", " ?");

    static string Ending(string word) => word[^1] switch
    {
        // 약 is not in 약속: behind one syllable comes nothing but a particle.
        >= '가' and <= '힣' => word.Length == 1 ? $"(?=(?:{Particles})?(?![가-힣]))" : "",
        var last when char.IsDigit(last) => @"(?!\d)",
        var last when char.IsLetter(last) => $@"(?:['’]?s|es)?(?!{LatinLetter}|\d)",
        _ => "",
    };
}
