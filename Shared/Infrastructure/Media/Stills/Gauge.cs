using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>The ring around a key figure. A percentage fills it that far; for any other figure it is whole, and claims nothing.</summary>
internal static class Gauge
{
    public static void Paint(Stage stage, SKPoint centre, float radius, double? percent)
    {
        var (canvas, palette, stroke) = (stage.Canvas, stage.Palette, radius * 0.11f);
        var ring = SKRect.Create(centre.X - radius + stroke / 2, centre.Y - radius + stroke / 2, 2 * radius - stroke, 2 * radius - stroke);
        using var disc = Wording.Paint(palette.Shape);
        canvas.DrawCircle(centre, radius, disc);
        using var track = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = stroke,
            Color = palette.Ink.Veil(0.14f),
            StrokeCap = SKStrokeCap.Round,
        };
        canvas.DrawOval(ring, track);
        track.Color = palette.Accent.Color;
        canvas.DrawArc(ring, -90, (float)(360 * (percent ?? 100) / 100), false, track);

        // A thin orbit with a moon: the figure is the centre of something.
        using var orbit = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = stroke * 0.07f,
            Color = palette.Ink.Veil(0.3f)
        };
        canvas.DrawCircle(centre, radius * 1.2f, orbit);
        var angle = stage.Dice.Between(-2.6f, -0.6f);
        using var moon = Wording.Paint(palette.Accent);
        canvas.DrawCircle(centre.X + radius * 1.2f * MathF.Cos(angle), centre.Y + radius * 1.2f * MathF.Sin(angle), stroke * 0.38f, moon);
    }
}
