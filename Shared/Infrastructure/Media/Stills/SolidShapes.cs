using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Products that are not round. Units are thousandths of the product's height, the foot's middle is the origin.</summary>
internal static class SolidShapes
{
    public static void Carton(Stage stage, Face face, float tilt)
    {
        var (canvas, body) = (stage.Canvas, stage.Palette.Body);
        var (rise, lift) = (110 * tilt + 20, 560 * tilt);
        var top = -1000 + lift;
        Quad(canvas, body.Shift(-0.15f), body.Shift(-0.24f), (200, 0), (390, -rise - 40), (390, top - rise * 0.2f), (200, top));
        Quad(canvas, body.Shift(-0.02f), body.Shift(0.05f), (-380, top), (200, top), (390, top - rise * 0.2f),
            (-190, top - lift * 0.5f - 6));
        Quad(canvas, body.Shift(0.04f), body.Shift(-0.05f), (-380, 0), (200, 0), (200, top), (-380, top));
        ProductLabel.Paint(stage, face, new SKRect(-380, top + 190, 200, -150), 470);

        using var edge = new SKPaint { IsAntialias = true, StrokeWidth = 5, Color = SKColors.White.WithAlpha(90) };
        canvas.DrawLine(198, -4, 198, top + 4, edge);
        canvas.DrawLine(-378, top + 2, 198, top + 2, edge);
    }

    public static void Phone(Stage stage, Face face)
    {
        var (canvas, palette) = (stage.Canvas, stage.Palette);
        var (primary, secondary) = (Tone.Parse(stage.Brief.Colors.Primary), Tone.Parse(stage.Brief.Colors.Secondary));
        canvas.Save();
        canvas.RotateDegrees(stage.Mirrored ? -5 : 5, 0, 0);
        using var side = new SKPaint { IsAntialias = true, Color = palette.Body.Mute(0.3f).At(0.42f).Color };
        canvas.DrawRoundRect(SKRect.Create(-232, -1000, 490, 985), 80, 80, side);
        using var frame = new SKPaint { IsAntialias = true, Color = new SKColor(18, 18, 22) };
        canvas.DrawRoundRect(SKRect.Create(-250, -1000, 490, 985), 78, 78, frame);

        var screen = SKRect.Create(-228, -978, 446, 941);
        using var clip = new SKRoundRect(screen, 58, 58);
        canvas.ClipRoundRect(clip, antialias: true);
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, screen.Top), new SKPoint(0, screen.Bottom),
            [
                primary.At(Math.Clamp(primary.Lightness, 0.62f, 0.8f)).Color,
                secondary.At(Math.Clamp(secondary.Lightness, 0.55f, 0.75f)).Color,
            ],
            SKShaderTileMode.Clamp);
        using var glow = new SKPaint { Shader = shader };
        canvas.DrawRect(screen, glow);

        using var ink = new SKPaint { IsAntialias = true, Color = primary.Mute(0.5f).At(0.16f).Color };
        var name = TextBlock.Fit(face, stage.Brief.BrandName, 370, 150, 76, mostLines: 2);
        name.Draw(canvas, -190, -900, 370, 0, ink);
        using var card = new SKPaint { IsAntialias = true, Color = SKColors.White.WithAlpha(232) };
        canvas.DrawRoundRect(SKRect.Create(-190, -720, 370, 250), 34, 34, card);
        var product = TextBlock.Fit(face, stage.Brief.ProductName, 310, 190, 46, mostLines: 4);
        product.Draw(canvas, -160, -595 - product.Height / 2, 310, 0, ink);
        card.Color = SKColors.White.WithAlpha(150);
        canvas.DrawRoundRect(SKRect.Create(-190, -440, 175, 190), 30, 30, card);
        canvas.DrawRoundRect(SKRect.Create(5, -440, 175, 190), 30, 30, card);
        ink.Color = ink.Color.WithAlpha(235);
        canvas.DrawRoundRect(SKRect.Create(-190, -190, 370, 88), 44, 44, ink);

        using var sheen = SKShader.CreateLinearGradient(
            new SKPoint(-228, -978), new SKPoint(160, -300), [SKColors.White.WithAlpha(70), SKColors.White.WithAlpha(0)],
            SKShaderTileMode.Clamp);
        using var gloss = new SKPaint { Shader = sheen };
        canvas.DrawRect(screen, gloss);
        canvas.Restore();
    }

    /// <summary>For what has no shape: a sphere in light with a ring around it.</summary>
    public static void Orb(Stage stage)
    {
        var (canvas, body) = (stage.Canvas, stage.Palette.Body);
        using var ring = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 34, Color = stage.Palette.Cap.Color };
        var orbit = SKRect.Create(-560, -640, 1120, 300);
        canvas.Save();
        canvas.RotateDegrees(-14, 0, -490);
        canvas.DrawArc(orbit, 180, 180, false, ring);
        canvas.Restore();
        using var shader = SKShader.CreateRadialGradient(
            new SKPoint(-140, -660), 640,
            [body.Shift(0.12f).Color, body.Color, body.Shift(-0.16f).Color, body.Shift(-0.3f).Color], [0, 0.32f, 0.72f, 1],
            SKShaderTileMode.Clamp);
        using var ball = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
        canvas.DrawCircle(0, -430, 430, ball);
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 34);
        using var shine = new SKPaint { IsAntialias = true, MaskFilter = blur, Color = SKColors.White.WithAlpha(150) };
        canvas.DrawOval(-160, -650, 120, 76, shine);
        canvas.Save();
        canvas.RotateDegrees(-14, 0, -490);
        ring.Color = stage.Palette.Cap.Shift(0.08f).Color;
        canvas.DrawArc(orbit, 0, 180, false, ring);
        canvas.Restore();
    }

    static void Quad(SKCanvas canvas, Tone from, Tone to, params (float X, float Y)[] corners)
    {
        using var path = new SKPath();
        path.AddPoly([.. corners.Select(corner => new SKPoint(corner.X, corner.Y))], close: true);
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(path.Bounds.Left, path.Bounds.Top), new SKPoint(path.Bounds.Right, path.Bounds.Bottom),
            [from.Color, to.Color], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
        canvas.DrawPath(path, paint);
    }
}
