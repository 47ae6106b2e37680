using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Round products: a turned body under a cap. Units are thousandths of the product's height.</summary>
internal static class VesselShapes
{
    /// <param name="Half">Half the body's width.</param>
    /// <param name="Shoulder">Where the body begins to narrow.</param>
    /// <param name="Neck">Where it has narrowed to <paramref name="NeckHalf"/>.</param>
    /// <param name="CapBottom">The cap reaches from here up to <paramref name="CapTop"/>.</param>
    sealed record Profile(float Half, float Shoulder, float Neck, float NeckHalf, float CapBottom, float CapTop, float CapHalf);

    public static void Paint(Stage stage, Face face, ProductKind kind, float tilt)
    {
        var profile = kind switch
        {
            ProductKind.Dropper => new Profile(250, 470, 590, 92, 575, 720, 108),
            ProductKind.Jar => new Profile(560, 600, 640, 540, 620, 900, 580),
            ProductKind.Can => new Profile(235, 900, 955, 205, 955, 985, 210),
            _ => new Profile(215, 600, 740, 82, 735, 1000, 98),
        };
        var (body, cap) = (stage.Palette.Body, kind == ProductKind.Can ? stage.Palette.Body.Mute(0.1f).At(0.82f) : stage.Palette.Cap);
        if (kind == ProductKind.Dropper)
        {
            var bulb = new Profile(70, 940, 1000, 40, 0, 0, 0);
            using var rubber = Body(bulb, 0, tilt);
            Shade(stage, rubber, 70, cap.Shift(-0.12f), 0.5f);
        }

        using var vessel = Body(profile, 0, tilt);
        Shade(stage, vessel, profile.Half, body, 1);
        Label(stage, face, profile, vessel, kind);
        using var lid = Cap(profile, tilt);
        Shade(stage, lid, profile.CapHalf, cap, 0.8f);
        using var rim = new SKPaint { IsAntialias = true, Color = cap.Shift(0.09f).Color };
        stage.Canvas.DrawOval(0, -profile.CapTop, profile.CapHalf, profile.CapHalf * tilt, rim);
        if (kind == ProductKind.Jar || kind == ProductKind.Bottle)
        {
            Ridges(stage, profile, cap);
        }
    }

    static SKPath Body(Profile p, float foot, float tilt)
    {
        var path = new SKPath();
        var round = p.Half * 0.1f;
        path.MoveTo(-p.Half, -foot - round);
        path.LineTo(-p.Half, -p.Shoulder);
        path.CubicTo(-p.Half, -p.Shoulder - (p.Neck - p.Shoulder) * 0.6f, -p.NeckHalf, -p.Shoulder - (p.Neck - p.Shoulder) * 0.5f,
            -p.NeckHalf, -p.Neck);
        path.LineTo(p.NeckHalf, -p.Neck);
        path.CubicTo(p.NeckHalf, -p.Shoulder - (p.Neck - p.Shoulder) * 0.5f, p.Half, -p.Shoulder - (p.Neck - p.Shoulder) * 0.6f, p.Half,
            -p.Shoulder);
        path.LineTo(p.Half, -foot - round);
        path.ArcTo(SKRect.Create(-p.Half, -foot - round - p.Half * tilt, 2 * p.Half, 2 * p.Half * tilt + round), 0, 180, false);
        path.Close();
        return path;
    }

    static SKPath Cap(Profile p, float tilt)
    {
        var path = new SKPath();
        path.MoveTo(-p.CapHalf, -p.CapTop);
        path.LineTo(-p.CapHalf, -p.CapBottom);
        path.ArcTo(SKRect.Create(-p.CapHalf, -p.CapBottom - p.CapHalf * tilt, 2 * p.CapHalf, 2 * p.CapHalf * tilt), 180, -180, false);
        path.LineTo(p.CapHalf, -p.CapTop);
        path.Close();
        return path;
    }

    /// <summary>
    /// Light from the upper left on something round: dark edges, a bright streak, and light from behind at the right
    /// rim.
    /// </summary>
    static void Shade(Stage stage, SKPath path, float half, Tone tone, float gloss)
    {
        using var round = SKShader.CreateLinearGradient(
            new SKPoint(-half, 0), new SKPoint(half, 0),
            [
                tone.Shift(-0.17f).Color, tone.Shift(-0.01f).Color, tone.Shift(0.06f).Color, tone.Color, tone.Shift(-0.1f).Color,
                tone.Shift(-0.22f).Color, tone.Shift(-0.1f).Color,
            ],
            [0, 0.16f, 0.3f, 0.5f, 0.76f, 0.95f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = round, IsDither = true };
        stage.Canvas.DrawPath(path, paint);

        stage.Canvas.Save();
        stage.Canvas.ClipPath(path, antialias: true);
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, half * 0.05f);
        using var streak = new SKPaint { IsAntialias = true, MaskFilter = blur, Color = SKColors.White.WithAlpha((byte)(105 * gloss)) };
        var bounds = path.Bounds;
        stage.Canvas.DrawRoundRect(
            SKRect.Create(-half * 0.68f, bounds.Top, half * 0.13f, bounds.Height * 0.93f), half * 0.06f, half * 0.06f, streak);
        streak.Color = SKColors.White.WithAlpha((byte)(45 * gloss));
        stage.Canvas.DrawRect(SKRect.Create(half * 0.9f, bounds.Top, half * 0.04f, bounds.Height), streak);
        stage.Canvas.Restore();
    }

    static void Label(Stage stage, Face face, Profile p, SKPath vessel, ProductKind kind)
    {
        var (top, bottom) = kind == ProductKind.Jar ? (-480f, -130f) : (-p.Shoulder * 0.84f, -p.Shoulder * 0.2f);
        var label = SKRect.Create(-p.Half, top, 2 * p.Half, bottom - top);
        stage.Canvas.Save();
        stage.Canvas.ClipPath(vessel, antialias: true);
        ProductLabel.Paint(stage, face, label, p.Half * 1.34f);
        stage.Canvas.Restore();
    }

    static void Ridges(Stage stage, Profile p, Tone cap)
    {
        using var line = new SKPaint { IsAntialias = true, StrokeWidth = 3, Color = cap.Shift(-0.12f).Veil(0.5f) };
        for (var i = -8; i <= 8; i++)
        {
            var x = p.CapHalf * 0.97f * MathF.Sin(i * 0.17f);
            stage.Canvas.DrawLine(x, -p.CapTop + 26, x, -p.CapBottom - 18, line);
        }
    }
}
