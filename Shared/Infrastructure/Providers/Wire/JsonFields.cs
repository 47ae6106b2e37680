using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Reads providers' JSON without minding what is missing, null or of another kind; none of it is promised for ever.</summary>
internal static class JsonFields
{
    public static JsonSerializerOptions SnakeCase { get; } = Options(JsonNamingPolicy.SnakeCaseLower);

    public static JsonSerializerOptions CamelCase { get; } = Options(JsonNamingPolicy.CamelCase);

    /// <returns>An element of kind <see cref="JsonValueKind.Undefined"/> when it is not there.</returns>
    public static JsonElement Field(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : default;

    /// <returns><see langword="null"/> when it is no text or an empty one.</returns>
    public static string? Text(this JsonElement element, string name) => Text(element.Field(name));

    /// <inheritdoc cref="Text(JsonElement, string)"/>
    public static string? Text(this JsonElement element)
        => element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;

    public static double? Number(this JsonElement element, string name)
        => element.Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <returns>Nothing when it is no array.</returns>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name)
        => element.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    // Providers refuse fields that they do not know, and some refuse nulls.
    static JsonSerializerOptions Options(JsonNamingPolicy names) => new()
    {
        PropertyNamingPolicy = names,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
