using System.Text.Json.Serialization;

namespace Mscc.GenerativeAI.Types;

public class GenerationConfig
{
    public int? MaxOutputTokens { get; set; }

    public string? ResponseMimeType { get; set; }

    /// <summary>A JSON Schema as it is.</summary>
    public object? ResponseJsonSchema { get; set; }

    public List<ResponseModality>? ResponseModalities { get; set; }

    public ImageConfig? ImageConfig { get; set; }
}

public sealed class ImageConfig
{
    public ImageAspectRatio? AspectRatio { get; set; }

    public ImageSize? ImageSize { get; set; }
}

/// <summary>Not looked into here; the app sets none.</summary>
public sealed class SafetySetting;

/// <inheritdoc cref="SafetySetting"/>
public sealed class Tool;

/// <inheritdoc cref="SafetySetting"/>
public sealed class Tools : List<Tool>;

public enum ResponseModality
{
    ResponseModalityUnspecified = 0,
    ModalityUnspecified = 1,
    Text = 2,
    Image = 3,
    Audio = 4,
}

[JsonConverter(typeof(JsonStringEnumConverter<ImageAspectRatio>))]
public enum ImageAspectRatio
{
    [JsonStringEnumMemberName("1:1")] Ratio1x1 = 0,
    [JsonStringEnumMemberName("9:16")] Ratio9x16 = 1,
    [JsonStringEnumMemberName("16:9")] Ratio16x9 = 2,
}

[JsonConverter(typeof(JsonStringEnumConverter<ImageSize>))]
public enum ImageSize
{
    [JsonStringEnumMemberName("1K")] Size1K = 5,
    [JsonStringEnumMemberName("2K")] Size2K = 6,
    [JsonStringEnumMemberName("4K")] Size4K = 7,
}
