namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>How long it takes to say something.</summary>
static class Speaking
{
    const double KoreanSyllables = 5.5, LatinLetters = 14;

    /// <returns>Seconds in quarters, at least 1: whole pictures, so that a clip is exactly as long as it is said and billed to
    /// be.</returns>
    public static double Seconds(string script)
    {
        var korean = script.Count(letter => letter is >= '\uAC00' and <= '\uD7A3');
        var other = script.Count(char.IsLetterOrDigit) - korean;
        return Math.Max(1, Math.Round(((korean / KoreanSyllables) + (other / LatinLetters)) * 4) / 4);
    }
}
