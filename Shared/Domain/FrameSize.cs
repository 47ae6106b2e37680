using System.Text.Json.Serialization;

namespace VideoGen.Domain;

/// <summary>Width and height of a picture in pixels; both even, as 4:2:0 video asks.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    public static FrameSize Of(AspectRatio ratio, Resolution resolution)
        => Of(ratio, resolution switch { Resolution.P720 => 720, _ => 1080 });

    /// <param name="shorter">Lines of the shorter side, an even number.</param>
    public static FrameSize Of(AspectRatio ratio, int shorter)
    {
        // 480 lines make 853.3 columns.
        var longer = (shorter * 16 / 9 + 1) / 2 * 2;
        return ratio switch
        {
            AspectRatio.Landscape => new(longer, shorter),
            AspectRatio.Portrait => new(shorter, longer),
            _ => new(shorter, shorter),
        };
    }

    [JsonIgnore]
    public AspectRatio AspectRatio => Width > Height ? AspectRatio.Landscape : Width < Height ? AspectRatio.Portrait : AspectRatio.Square;

    [JsonIgnore]
    public Resolution Resolution => Math.Min(Width, Height) <= 720 ? Resolution.P720 : Resolution.P1080;

    public override string ToString() => $"{Width}x{Height}";
}
