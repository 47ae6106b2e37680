using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Who stands where: words and product never share a place.</summary>
/// <param name="Align">Of the lines in <paramref name="Words"/>: 0 left, 0.5 middle.</param>
internal sealed record Arrangement(SKRect Words, Spot Product, float Align)
{
    /// <summary>Words and product side by side in a wide picture, one above the other in a square or upright one.</summary>
    /// <param name="wordShare">The words' part of the safe width (side by side) or height (above).</param>
    public static Arrangement Of(Stage stage, float wordShare)
    {
        var (safe, share) = (stage.Safe, ProductPainter.WidthShare(ProductKinds.Of(stage.Brief)));
        return stage.IsWide ? SideBySide(stage, safe, share, wordShare) : Stacked(stage, safe, share, wordShare);
    }

    static Arrangement SideBySide(Stage stage, SKRect safe, float share, float wordShare)
    {
        var words = SKRect.Create(safe.Left, safe.Top, safe.Width * wordShare, safe.Height);
        // The product may use the margin that words may not.
        var left = words.Right + 4 * stage.Unit;
        var right = safe.Right + 6 * stage.Unit;
        var height = Math.Min(stage.Height * 0.54f * Nearness(stage.Brief.ShotSize), (right - left) / share);
        var foot = Foot(stage, stage.Height * 0.76f, height, stage.Height * 0.54f);
        var centre = (left + right) / 2;
        if (stage.Mirrored)
        {
            words.Offset(stage.Width - words.Right - words.Left, 0);
            centre = stage.Width - centre;
        }

        return new(words, new(new(centre, foot), height), 0);
    }

    static Arrangement Stacked(Stage stage, SKRect safe, float share, float wordShare)
    {
        var words = SKRect.Create(safe.Left, safe.Top, safe.Width, safe.Height * wordShare);
        var top = words.Bottom + 3 * stage.Unit;
        var room = Math.Max(0.2f * stage.Height, stage.Height * (stage.Width < stage.Height ? 0.74f : 0.78f) - top);
        var height = Math.Min(room * Nearness(stage.Brief.ShotSize), 0.8f * stage.Width / share);
        var centre = stage.Width / 2 + (stage.Mirrored ? -1 : 1) * 3 * stage.Unit;
        return new(words, new(new(centre, Foot(stage, top + room, height, room)), height), 0);
    }

    /// <summary>What is larger than its room grows downwards, out of the picture: its top must not reach into the words.</summary>
    static float Foot(Stage stage, float floor, float height, float room)
    {
        var lift = stage.Brief.CameraAngle switch
        {
            CameraAngle.LowAngle => -1.5f,
            CameraAngle.HighAngle or CameraAngle.Overhead => 2.5f,
            _ => 0
        };
        return floor + Math.Max(0, height - room) + lift * stage.Unit;
    }

    static float Nearness(ShotSize shot) => shot switch
    {
        ShotSize.ExtremeCloseUp => 1.9f,
        ShotSize.CloseUp => 1.4f,
        ShotSize.Full => 0.86f,
        ShotSize.Wide => 0.66f,
        _ => 1,
    };
}
