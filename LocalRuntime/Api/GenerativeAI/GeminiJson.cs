using System.Text.Json;
using System.Text.Json.Serialization;
using Mscc.GenerativeAI.Types;

namespace Mscc.GenerativeAI;

/// <summary>The API's JSON: camelCase names, enum members in capitals, nothing where there is nothing.</summary>
static class GeminiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper), new PartConverter() },
    };

    /// <summary>Parts of a request: a text, or a picture inline.</summary>
    sealed class PartConverter : JsonConverter<IPart>
    {
        public override IPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => JsonSerializer.Deserialize<Part>(ref reader, options) ?? throw new JsonException("A part is null.");

        public override void Write(Utf8JsonWriter writer, IPart value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value switch
        {
            TextData text => new Part { Text = text.Text },
            InlineData data => new Part { InlineData = data },
            Part part => part,
            _ => throw new JsonException($"{value.GetType().Name} is no part."),
        }, options);
    }
}
