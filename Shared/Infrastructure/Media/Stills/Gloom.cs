using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>The mood of a problem: something heavy hides the light, and it rains.</summary>
internal static class Gloom
{
    public static void Paint(Stage stage, SKPoint centre, float radius)
    {
        PaintRain(stage);
        var (canvas, palette) = (stage.Canvas, stage.Palette);
        using var halo = SKShader.CreateRadialGradient(
            centre, radius * 1.7f, [palette.Accent.Mute(0.55f).At(0.6f).Veil(0.42f), palette.Accent.Veil(0)], [0.5f, 1],
            SKShaderTileMode.Clamp);
        using var glow = new SKPaint { Shader = halo, IsDither = true };
        canvas.DrawCircle(centre, radius * 1.7f, glow);

        using var shader = SKShader.CreateRadialGradient(
            new SKPoint(centre.X + radius * 0.5f, centre.Y - radius * 0.55f), radius * 1.6f,
            [palette.Ground.Shift(0.22f).Color, palette.Ground.Color, palette.GroundEnd.At(0.1f).Color], [0, 0.5f, 1],
            SKShaderTileMode.Clamp);
        using var ball = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
        canvas.DrawCircle(centre, radius, ball);

        // Light creeps round the upper edge.
        using var edge = SKShader.CreateSweepGradient(
            centre, [palette.Accent.Veil(0), palette.Accent.At(0.85f).Veil(0.95f), palette.Accent.Veil(0)], [0.62f, 0.84f, 0.99f]);
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.012f);
        using var rim = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = radius * 0.025f,
            Shader = edge,
            MaskFilter = blur
        };
        canvas.DrawCircle(centre, radius * 0.99f, rim);
    }

    static void PaintRain(Stage stage)
    {
        using var line = new SKPaint { IsAntialias = true, StrokeCap = SKStrokeCap.Round };
        for (var i = 0; i < 90; i++)
        {
            var (x, y) = (stage.Dice.Between(-0.05f, 1.05f) * stage.Width, stage.Dice.Between(-0.1f, 1) * stage.Height);
            var near = stage.Dice.Between(0.3f, 1);
            line.Color = stage.Palette.Ink.Veil(0.1f * near);
            line.StrokeWidth = 0.25f * near * stage.Unit;
            stage.Canvas.DrawLine(x, y, x - 2.2f * near * stage.Unit, y + 9 * near * stage.Unit, line);
        }
    }
}
