using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Enum members as the database and the wire spell them: <c>video_rendering</c>, <c>16:9</c>.</summary>
public static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => JsonSerializer.SerializeToElement(value, DomainJson.Options).GetString()!;

    public static T Parse<T>(string word) where T : struct, Enum => DomainJson.Deserialize<T>(JsonSerializer.Serialize(word));
}
