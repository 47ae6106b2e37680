using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// Paints the picture of a scene from its brief, without any service: ground, light, shapes, product and words in the brand's colours.
/// The same brief gives the same bytes.
/// </summary>
public sealed class StillPainter(Fonts fonts)
{
    /// <returns>A PNG of <see cref="CameraPath.StillSize"/>; whichever way the camera moves, all its words stay in view.</returns>
    /// <exception cref="MediaSetupException">The font is not installed.</exception>
    public byte[] Paint(StillBrief brief)
    {
        var size = CameraPath.StillSize(brief.Size);
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            new Scenes(Stage.For(canvas, brief, size), fonts).Paint();
        }

        using var pixmap = bitmap.PeekPixels();
        // Fast and larger: a still is read once and then kept as frames.
        using var data = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3))
            ?? throw new InvalidOperationException($"No PNG came of a still of {size}.");
        return data.ToArray();
    }
}
