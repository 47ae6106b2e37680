using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>A picture that is being painted, and all that its painters go by.</summary>
/// <param name="Dice">Of this scene.</param>
/// <param name="Size">Of the whole still, which is a little larger than the frame.</param>
/// <param name="Safe">Where words may stand: never left by the camera, never under captions.</param>
internal sealed record Stage(SKCanvas Canvas, StillBrief Brief, Palette Palette, Dice Dice, FrameSize Size, SKRect Safe)
{
    /// <summary>Air between words and the edge of what the camera may see, as a part of the still.</summary>
    const float Air = 0.04f;

    public float Width => Size.Width;

    public float Height => Size.Height;

    /// <summary>A hundredth of the shorter side: what strokes and gaps are measured in.</summary>
    public float Unit => Math.Min(Width, Height) / 100;

    public bool IsWide => Width > Height * 1.2f;

    /// <summary>Scenes have their words left or right.</summary>
    public bool Mirrored { get; } = Dice.Pick(2) == 0;

    public static Stage For(SKCanvas canvas, StillBrief brief, FrameSize size)
    {
        var (left, top, right, bottom) = CameraPath.AlwaysSeen(CaptionArea.Share(brief.Size));
        var safe = new SKRect(
            ((float)left + Air) * size.Width, ((float)top + Air) * size.Height, ((float)right - Air) * size.Width,
            ((float)bottom - Air / 2) * size.Height);
        var dice = new Dice(Digest.Of(brief));
        return new(canvas, brief, Palette.For(brief.Colors, brief.Role, variant: dice.Pick(2)), dice, size, safe);
    }
}
