using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Everything behind product and words: light, colour and large shapes.</summary>
internal static class Grounds
{
    /// <param name="light">Where the light comes from: the subject stands in it.</param>
    public static void Paint(Stage stage, SKPoint light)
    {
        PaintGradient(stage);
        PaintLight(stage, light);
        PaintMotif(stage, light);
    }

    /// <summary>Darkens the corners and leaves a few soft shapes close to the lens: depth in front of the subject.</summary>
    public static void PaintForeground(Stage stage)
    {
        var (canvas, unit) = (stage.Canvas, stage.Unit);
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5 * unit);
        using var paint = new SKPaint { IsAntialias = true, MaskFilter = blur };
        paint.Color = stage.Palette.GroundEnd.Shift(stage.Palette.IsDark ? -0.07f : 0.03f).Veil(0.75f);
        canvas.DrawOval(stage.Mirrored ? stage.Width : 0, stage.Height * 1.02f, 30 * unit, 12 * unit, paint);
        paint.Color = stage.Palette.Accent.Veil(0.22f);
        canvas.DrawCircle(stage.Mirrored ? 0 : stage.Width, stage.Height * stage.Dice.Between(0.02f, 0.1f), 13 * unit, paint);

        // An ellipse of the picture's own shape, so that no round edge shows in a wide one.
        using var vignette = SKShader.CreateRadialGradient(
            new SKPoint(0, 0), 1, [SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha((byte)(stage.Palette.IsDark ? 80 : 20))],
            [0.45f, 1],
            SKShaderTileMode.Clamp, SKMatrix.CreateScaleTranslation(
                stage.Width * 0.78f, stage.Height * 0.78f, stage.Width / 2, stage.Height * 0.48f));
        using var shade = new SKPaint { Shader = vignette, IsDither = true };
        canvas.DrawRect(0, 0, stage.Width, stage.Height, shade);
    }

    static void PaintGradient(Stage stage)
    {
        var slope = stage.Dice.Between(-0.35f, 0.35f);
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(stage.Width * (0.5f - slope), 0), new SKPoint(stage.Width * (0.5f + slope), stage.Height),
            [stage.Palette.Ground.Color, Tone.Mix(stage.Palette.Ground, stage.Palette.GroundEnd, 0.5f).Color,
                stage.Palette.GroundEnd.Color],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        stage.Canvas.DrawRect(0, 0, stage.Width, stage.Height, paint);
    }

    static void PaintLight(Stage stage, SKPoint light)
    {
        var tone = stage.Palette.IsDark ? stage.Palette.Accent.At(0.62f) : stage.Palette.Ground.At(0.995f);
        using var shader = SKShader.CreateRadialGradient(
            light, 62 * stage.Unit, [tone.Veil(stage.Palette.IsDark ? 0.34f : 0.9f), tone.Veil(0)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        stage.Canvas.DrawRect(0, 0, stage.Width, stage.Height, paint);
    }

    // A brand keeps its motif through the film; the scene only moves it.
    static void PaintMotif(Stage stage, SKPoint light)
    {
        Action<Stage, SKPoint>[] motifs = [Motifs.Discs, Motifs.Hills, Motifs.Rings, Motifs.Bands, Motifs.Arch];
        motifs[new Dice(stage.Brief.BrandName + stage.Brief.ProductName).Pick(motifs.Length)](stage, light);
        Motifs.DotField(stage);
    }
}
