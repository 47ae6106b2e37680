namespace VideoGen.Infrastructure.Writing;

/// <summary>Particles whose form depends on how the word before them ends when it is said aloud.</summary>
public static class KoreanParticles
{
    static readonly Dictionary<string, (string AfterConsonant, string AfterVowel)> Forms = new()
    {
        ["은"] = ("은", "는"),
        ["이"] = ("이", "가"),
        ["을"] = ("을", "를"),
        ["과"] = ("과", "와"),
        ["으로"] = ("으로", "로"),
        ["이라면"] = ("이라면", "라면"),
        ["이라서"] = ("이라서", "라서"),
        ["이면"] = ("이면", "면"),
        ["이니까"] = ("이니까", "니까"),
        ["이에요"] = ("이에요", "예요"),
    };

    /// <param name="particle">The form after a consonant: 은, 이, 을, 과, 으로, 이라면, 이라서, 이면, 이니까 or 이에요.</param>
    public static string Attach(string word, string particle)
    {
        var (afterConsonant, afterVowel) = Forms[particle];
        var final = KoreanSound.FinalOf(word);
        var open = final == Hangul.None || (particle == "으로" && final == Hangul.Rieul);
        return word + (open ? afterVowel : afterConsonant);
    }
}
