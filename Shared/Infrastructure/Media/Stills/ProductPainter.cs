using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Where the product stands.</summary>
/// <param name="Base">The middle of its foot.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Spot(SKPoint Base, float Height);

/// <summary>Paints the product as an object in light, with its shadows. Shapes are drawn 1000 units high, the foot at the origin.</summary>
internal static class ProductPainter
{
    public static float WidthShare(ProductKind kind) => kind switch
    {
        ProductKind.Jar => 1.16f,
        ProductKind.Carton => 0.78f,
        ProductKind.Orb => 0.95f,
        ProductKind.Phone or ProductKind.Dropper => 0.56f,
        _ => 0.48f,
    };

    public static void Paint(Stage stage, Spot spot, Face face, bool podium = true)
    {
        var kind = ProductKinds.Of(stage.Brief);
        // How round a rim looks: flat from eye level, open from above.
        var tilt = stage.Brief.CameraAngle switch
        {
            CameraAngle.LowAngle => 0.03f,
            CameraAngle.HighAngle => 0.17f,
            CameraAngle.Overhead => 0.27f,
            _ => 0.085f,
        };
        var half = WidthShare(kind) * spot.Height / 2;
        if (podium)
        {
            // A broad product needs no broad podium; words stand beside it.
            PaintPodium(stage, spot.Base, half * (WidthShare(kind) > 0.7f ? 1.2f : 1.5f), tilt + 0.05f);
        }

        PaintShadow(stage, spot.Base, half, tilt);
        stage.Canvas.Save();
        stage.Canvas.Translate(spot.Base);
        stage.Canvas.Scale(spot.Height / 1000);
        switch (kind)
        {
            case ProductKind.Carton: SolidShapes.Carton(stage, face, tilt); break;
            case ProductKind.Phone: SolidShapes.Phone(stage, face); break;
            case ProductKind.Orb: SolidShapes.Orb(stage); break;
            default: VesselShapes.Paint(stage, face, kind, tilt); break;
        }

        stage.Canvas.Restore();
    }

    static void PaintPodium(Stage stage, SKPoint at, float half, float tilt)
    {
        var (palette, depth) = (stage.Palette, half * 0.2f);
        var (rim, side) = (palette.Shape.Shift(palette.IsDark ? 0.08f : 0.035f), palette.Shape.Shift(palette.IsDark ? 0.01f : -0.06f));
        using var body = new SKPath();
        body.MoveTo(at.X - half, at.Y);
        body.LineTo(at.X - half, at.Y + depth);
        body.ArcTo(SKRect.Create(at.X - half, at.Y + depth - half * tilt, 2 * half, 2 * half * tilt), 180, -180, false);
        body.LineTo(at.X + half, at.Y);
        body.Close();
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(at.X - half, 0), new SKPoint(at.X + half, 0),
            [side.Shift(-0.03f).Color, side.Shift(0.05f).Color, side.Shift(-0.06f).Color], [0, 0.35f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
        stage.Canvas.DrawPath(body, paint);
        using var top = new SKPaint { IsAntialias = true, Color = rim.Color };
        stage.Canvas.DrawOval(at.X, at.Y, half, half * tilt, top);
    }

    static void PaintShadow(Stage stage, SKPoint at, float half, float tilt)
    {
        var shade = stage.Palette.GroundEnd.Mute(0.8f).At(stage.Palette.IsDark ? 0.06f : 0.3f);
        using var wide = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, half * 0.12f);
        using var soft = new SKPaint { IsAntialias = true, MaskFilter = wide, Color = shade.Veil(0.45f) };
        stage.Canvas.DrawOval(at.X + half * 0.28f, at.Y + half * 0.02f, half * 1.1f, half * (tilt + 0.05f), soft);
        using var near = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, half * 0.035f);
        using var contact = new SKPaint { IsAntialias = true, MaskFilter = near, Color = shade.Veil(0.75f) };
        stage.Canvas.DrawOval(at.X, at.Y, half * 0.95f, half * Math.Max(0.04f, tilt), contact);
    }
}
