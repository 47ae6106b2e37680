using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>JSON by System.Text.Json.</summary>
public class JsonDataConverter : DataConverter
{
    static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };
    readonly JsonSerializerOptions _options;

    /// <param name="options">When not given: the serializer's defaults, and fields as well.</param>
    public JsonDataConverter(JsonSerializerOptions? options = null) => _options = options ?? WithFields;

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options);

    public override object? Deserialize(string? data, Type targetType)
        => data is null ? null : JsonSerializer.Deserialize(data, targetType, _options);
}
