using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Large shapes in three depths, all close in tone to the ground, so that words read across them.</summary>
internal static class Motifs
{
    public static void Discs(Stage stage, SKPoint light)
    {
        Disc(stage, light.X, light.Y, 44 * stage.Unit, 0.9f);
        Disc(stage, light.X + stage.Dice.Between(-38, 38) * stage.Unit, light.Y - 26 * stage.Unit, 20 * stage.Unit, 0.7f);
        Disc(stage, stage.Mirrored ? stage.Width * 0.9f : stage.Width * 0.1f, stage.Height * 0.98f, 34 * stage.Unit, 0.8f);
    }

    public static void Hills(Stage stage, SKPoint light)
    {
        Disc(stage, light.X, light.Y - 6 * stage.Unit, 34 * stage.Unit, 0.85f);
        for (var layer = 0; layer < 3; layer++)
        {
            var (top, phase) = (stage.Height * (0.66f + 0.1f * layer), stage.Dice.Between(0, 6.28f));
            using var path = new SKPath();
            path.MoveTo(0, stage.Height);
            for (var step = 0; step <= 60; step++)
            {
                var x = stage.Width * step / 60;
                path.LineTo(x, top + MathF.Sin(phase + step * (0.09f + 0.03f * layer)) * (7 - layer) * stage.Unit);
            }

            path.LineTo(stage.Width, stage.Height);
            path.Close();
            using var paint = Fill(Layer(stage, 0.6f + 0.5f * layer));
            stage.Canvas.DrawPath(path, paint);
        }
    }

    public static void Rings(Stage stage, SKPoint light)
    {
        for (var ring = 5; ring >= 1; ring--)
        {
            Disc(stage, light.X, light.Y, (10 + 14 * ring) * stage.Unit, 0.28f);
        }

        if (!stage.IsWide)
        {
            // Where words stand above the subject, a line round it would run through them.
            return;
        }

        using var line = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.35f * stage.Unit,
            Color = stage.Palette.Accent.Veil(0.4f),
        };
        stage.Canvas.DrawCircle(light.X, light.Y, stage.Dice.Between(32, 36) * stage.Unit, line);
    }

    public static void Bands(Stage stage, SKPoint light)
    {
        var lean = (stage.Mirrored ? -1 : 1) * stage.Dice.Between(16, 26) * stage.Unit;
        for (var band = 0; band < 3; band++)
        {
            var (middle, half) = (light.X + (band - 1) * 46 * stage.Unit, (16 - 4 * band) * stage.Unit);
            using var path = new SKPath();
            path.MoveTo(middle - half + lean, 0);
            path.LineTo(middle + half + lean, 0);
            path.LineTo(middle + half - lean, stage.Height);
            path.LineTo(middle - half - lean, stage.Height);
            path.Close();
            using var paint = Fill(stage.Palette.Shape.Veil(0.85f - 0.15f * band));
            stage.Canvas.DrawPath(path, paint);
        }
    }

    public static void Arch(Stage stage, SKPoint light)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            var (half, top) = ((34 - 9 * layer) * stage.Unit, light.Y - (40 - 12 * layer) * stage.Unit);
            using var path = new SKPath();
            path.AddRoundRect(SKRect.Create(light.X - half, top, 2 * half, stage.Height - top + half), half, half);
            using var paint = Fill(layer == 0 ? stage.Palette.Shape.Color : Layer(stage, 0.2f));
            stage.Canvas.DrawPath(path, paint);
        }

        Disc(stage, stage.Mirrored ? stage.Width * 0.94f : stage.Width * 0.06f, stage.Height * stage.Dice.Between(0.1f, 0.25f),
            16 * stage.Unit, 0.8f);
    }

    /// <summary>A small field of dots in a far corner: a sense of scale.</summary>
    public static void DotField(Stage stage)
    {
        using var paint = Fill(stage.Palette.Ink.Veil(0.13f));
        var (left, top) = (stage.Mirrored ? stage.Width * 0.05f : stage.Width * 0.95f - 18 * stage.Unit, stage.Height * 0.06f);
        for (var i = 0; i < 42; i++)
        {
            stage.Canvas.DrawCircle(left + i % 7 * 3 * stage.Unit, top + i / 7 * 3 * stage.Unit, 0.32f * stage.Unit, paint);
        }
    }

    static void Disc(Stage stage, float x, float y, float radius, float opacity)
    {
        using var paint = Fill(stage.Palette.Shape.Veil(opacity));
        stage.Canvas.DrawCircle(x, y, radius, paint);
    }

    static SKColor Layer(Stage stage, float depth) => Tone.Mix(stage.Palette.Shape, stage.Palette.GroundEnd, Math.Clamp(depth, 0, 1)).Color;

    static SKPaint Fill(SKColor color) => new() { IsAntialias = true, Color = color };
}
