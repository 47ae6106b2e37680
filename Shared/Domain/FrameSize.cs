namespace VideoGen.Domain;

/// <summary>Width and height of a picture in pixels; both even, as 4:2:0 video asks.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    public static FrameSize Of(AspectRatio ratio, Resolution resolution)
    {
        var shorter = resolution switch { Resolution.P720 => 720, _ => 1080 };
        var longer = shorter * 16 / 9;
        return ratio switch
        {
            AspectRatio.Landscape => new(longer, shorter),
            AspectRatio.Portrait => new(shorter, longer),
            _ => new(shorter, shorter),
        };
    }

    public override string ToString() => $"{Width}x{Height}";
}
