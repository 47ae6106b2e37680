using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// Makes a still of a picture that a model painted: in the still's size, with the scene's words set into it in the right letters.
/// </summary>
public sealed class PictureDresser(Fonts fonts)
{
    const int Quality = 90;

    /// <param name="picture">A PNG or JPEG; it is scaled to cover the still and cut at the sides that stand out.</param>
    /// <returns>A JPEG of <see cref="CameraPath.StillSize"/>.</returns>
    /// <exception cref="InvalidDataException">No picture that can be read.</exception>
    public byte[] Dress(byte[] picture, StillBrief brief)
    {
        var size = CameraPath.StillSize(brief.Size);
        using var painted = SKBitmap.Decode(picture) ?? throw new InvalidDataException("This is no picture that can be read.");
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            using var image = SKImage.FromBitmap(painted);
            var scale = Math.Max((float)size.Width / painted.Width, (float)size.Height / painted.Height);
            var (width, height) = (painted.Width * scale, painted.Height * scale);
            canvas.DrawImage(image, SKRect.Create((size.Width - width) / 2, (size.Height - height) / 2, width, height),
                scale < 0.75f ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell), null);
            if (brief.OnScreenText.Trim().Length > 0)
            {
                SetWords(Stage.For(canvas, brief, size));
            }
        }

        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(SKEncodedImageFormat.Jpeg, Quality) ?? throw new InvalidOperationException($"No JPEG came of a still of {size}.");
        return data.ToArray();
    }

    /// <summary>Whether models' bytes are a picture at all.</summary>
    public static bool IsPicture(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        return codec is { Info: { Width: >= 64, Height: >= 64 } };
    }

    /// <summary>In the lower part, above the captions, on a veil that is dark enough for white letters.</summary>
    void SetWords(Stage stage)
    {
        var area = SKRect.Create(stage.Safe.Left, stage.Safe.Top + stage.Safe.Height * 0.58f, stage.Safe.Width, stage.Safe.Height * 0.42f);
        using var shade = SKShader.CreateLinearGradient(new(0, area.Top - area.Height * 0.5f), new(0, area.Bottom),
            [SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha(165)], SKShaderTileMode.Clamp);
        using var veil = new SKPaint { Shader = shade, IsDither = true };
        stage.Canvas.DrawRect(SKRect.Create(0, 0, stage.Width, stage.Height), veil);
        var white = Tone.Parse("#ffffff");
        var palette = stage.Palette with { Ink = white, SoftInk = white, Accent = white };
        new Wording(stage with { Palette = palette }, fonts).Group(area, stage.Brief.OnScreenText.Trim(), "", stage.IsWide ? 10 : 9, 0, brand: false);
    }
}
