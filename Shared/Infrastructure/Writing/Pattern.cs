using System.Text.RegularExpressions;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// A sentence with places to fill: <c>{name}</c> takes a value, <c>{name:은}</c> a value with the fitting form of a Korean
/// particle, <c>[formal|casual]</c> one of two registers.
/// </summary>
internal static partial class Pattern
{
    static readonly string[] FactPlaces = ["fact", "phrase", "sentence", "verb", "participle"];

    /// <returns>The sentence, or <see langword="null"/> when a value that it needs is missing.</returns>
    public static string? Fill(string pattern, Func<string, string?> valueOf, bool formal)
    {
        var complete = true;
        var inRegister = Register().Replace(pattern, match => match.Groups[formal ? 1 : 2].Value);
        var filled = Place().Replace(inRegister, match =>
        {
            var value = valueOf(match.Groups[1].Value);
            complete &= !string.IsNullOrEmpty(value);
            return value is not null && match.Groups[2].Success ? KoreanParticles.Attach(value, match.Groups[2].Value) : value ?? "";
        });

        // A tagline that asks, or a fact that ends in a mark, brings its own end.
        return complete ? DoubleEnd().Replace(filled, "$1") : null;
    }

    public static bool Takes(string pattern, string place) => pattern.Contains("{" + place, StringComparison.Ordinal);

    /// <summary>Whether the whole fact is told, in whichever form; its number alone is only a foretaste.</summary>
    public static bool TakesFact(string pattern) => FactPlaces.Any(place => Takes(pattern, place));

    [GeneratedRegex(@"\[([^|\]]*)\|([^\]]*)\]")]
    private static partial Regex Register();

    [GeneratedRegex(@"\{(\w+)(?::(\w+))?\}")]
    private static partial Regex Place();

    [GeneratedRegex("([.!?…])[.,]")]
    private static partial Regex DoubleEnd();
}
