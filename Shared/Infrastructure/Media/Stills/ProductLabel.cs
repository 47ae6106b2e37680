using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>What is printed on the product: brand and name, with a stripe of the accent.</summary>
internal static class ProductLabel
{
    /// <param name="area">All of the printed face; it is tinted.</param>
    /// <param name="width">How wide the words may be: less than a round face, whose edges turn away.</param>
    public static void Paint(Stage stage, Face face, SKRect area, float width)
    {
        var (canvas, body) = (stage.Canvas, stage.Palette.Body);
        // Printed on, not glued on: a veil over the body lets its light through.
        var veil = body.Lightness > 0.6f ? stage.Palette.Ground.At(0.42f) : body.Mute(0.1f).At(0.98f);
        using var tint = new SKPaint { IsAntialias = true, Color = veil.Veil(0.88f) };
        canvas.DrawRect(area, tint);
        using var stripe = new SKPaint { IsAntialias = true, Color = stage.Palette.Cap.Veil(0.95f) };
        canvas.DrawRect(SKRect.Create(area.Left, area.Bottom - area.Height * 0.07f, area.Width, area.Height * 0.07f), stripe);

        using var ink = new SKPaint
        {
            IsAntialias = true,
            Color = (veil.Lightness < 0.6f ? veil.Mute(0.1f).At(0.98f) : veil.At(0.25f)).Color
        };
        var left = area.MidX - width / 2;
        var brand = TextBlock.Fit(
            face, stage.Brief.BrandName, width, area.Height * 0.32f, Math.Min(area.Height * 0.26f, width * 0.2f), mostLines: 2);
        var product = TextBlock.Fit(
            face, stage.Brief.ProductName, width, area.Height * 0.34f, Math.Min(area.Height * 0.14f, width * 0.11f), mostLines: 3);
        var top = area.Top + area.Height * 0.46f - (brand.Height + product.Height + area.Height * 0.05f) / 2;
        brand.Draw(canvas, left, top, width, 0.5f, ink);
        product.Draw(canvas, left, top + brand.Height + area.Height * 0.05f, width, 0.5f, ink);

        // The round face again darkens towards its edges, print and all.
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(area.Left, 0), new SKPoint(area.Right, 0),
            [SKColors.Black.WithAlpha(70), SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha(95)],
            [0, 0.2f, 0.6f, 1],
            SKShaderTileMode.Clamp);
        using var shade = new SKPaint { Shader = shader, IsDither = true };
        canvas.DrawRect(area, shade);
    }
}
