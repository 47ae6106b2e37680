using System.Collections.Frozen;
using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Enum members as the database and the wire spell them: <c>video_rendering</c>, <c>16:9</c>.</summary>
public static class Spelling
{
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Words[value];

    /// <exception cref="KeyNotFoundException">None is spelled so.</exception>
    public static T Parse<T>(string word) where T : struct, Enum => Table<T>.Values[word];

    /// <returns>Whether one is spelled so.</returns>
    public static bool TryParse<T>(string word, out T value) where T : struct, Enum => Table<T>.Values.TryGetValue(word, out value);

    /// <summary>Found once for each type: a row of a list is spelled several times.</summary>
    static class Table<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonSerializer.SerializeToElement(value, DomainJson.Options).GetString()!);

        public static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
