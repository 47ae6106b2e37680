using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>The ticket that an offer is printed on: light and dark are exchanged, so that it stands out from any ground.</summary>
internal static class Ticket
{
    public static Palette PaletteOf(Palette palette)
    {
        var (paper, print) = (palette.Ink, palette.Ground);
        return palette with
        {
            Ground = paper,
            GroundEnd = paper,
            Shape = paper,
            Ink = Wording.InkOn(paper),
            SoftInk = Wording.InkOn(paper),
            Accent = Tone.Contrast(print, paper) >= Palette.MarkContrast ? print : Wording.InkOn(paper),
        };
    }

    public static void Paint(Stage stage, SKRect area)
    {
        var (canvas, unit) = (stage.Canvas, stage.Unit);
        var (corner, notch) = (3.4f * unit, 3.2f * unit);
        using var path = new SKPath();
        path.AddRoundRect(area, corner, corner);
        using var holes = new SKPath();
        holes.AddCircle(area.Left, area.MidY, notch);
        holes.AddCircle(area.Right, area.MidY, notch);
        using var ticket = path.Op(holes, SKPathOp.Difference);

        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 2.6f * unit);
        using var shadow = new SKPaint { IsAntialias = true, MaskFilter = blur, Color = SKColors.Black.WithAlpha(95) };
        canvas.Save();
        canvas.Translate(0, 1.8f * unit);
        canvas.DrawPath(ticket, shadow);
        canvas.Restore();
        using var paper = Wording.Paint(stage.Palette.Ink);
        canvas.DrawPath(ticket, paper);

        using var dashes = SKPathEffect.CreateDash([1.4f * unit, 1.2f * unit], 0);
        using var line = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.3f * unit,
            PathEffect = dashes,
            Color = stage.Palette.Ground.Veil(0.45f),
        };
        var inner = area;
        inner.Inflate(-2 * unit, -2 * unit);
        canvas.DrawRoundRect(inner, corner * 0.6f, corner * 0.6f, line);
    }
}
