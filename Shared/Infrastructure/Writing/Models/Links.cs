namespace VideoGen.Infrastructure.Writing;

/// <summary>Addresses in a script lead viewers somewhere: only where brand and product lead them themselves.</summary>
internal static class Links
{
    static readonly char[] Marks = ['.', ',', '!', '?', '"', '\'', '(', ')', '·', ':', ';'];

    /// <returns>The first address that stands neither in the facts nor in the brand's and the product's own lines; <see langword="null"/>
    /// for none.</returns>
    public static string? Foreign(string words, WritingBrief brief)
    {
        var own = string.Join(' ', [brief.Product.CallToAction, brief.Product.Name, brief.Brand.Name, brief.Brand.Tagline, .. brief.Brand.Disclosures, .. brief.Product.Facts]);
        return Of(words).FirstOrDefault(word => !own.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The addresses in a text.</summary>
    public static IEnumerable<string> Of(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        // In Korean a particle hangs on the address.
        .Select(word => new string([.. word.TakeWhile(character => !Hangul.IsSyllable(character))]).Trim(Marks))
        .Where(IsAddress);

    static bool IsAddress(string word)
        => word.Contains("://", StringComparison.Ordinal) || word.Contains('@', StringComparison.Ordinal)
            || word.Split('/')[0].Split('.') is { Length: >= 2 } parts && parts.All(part => part.Length > 0 && part.All(IsOfAddress))
            && parts[^1].Length is >= 2 and <= 10 && parts[^1].All(char.IsAsciiLetter) && parts[0].Any(char.IsAsciiLetter);

    static bool IsOfAddress(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';
}
