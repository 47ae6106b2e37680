using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>A page drawn once, ready to be laid over any frame. Captions are grey, so chroma only needs the alphas.</summary>
internal sealed unsafe class CaptionBitmap
{
    readonly int left;
    readonly int top;
    readonly int width;
    readonly int height;
    readonly byte[] luma;
    readonly byte[] alphas;
    readonly byte[] chromaAlphas;
    readonly byte[] neutral;

    CaptionBitmap(SKBitmap bitmap, int left, int top)
    {
        (this.left, this.top, width, height) = (left, top, bitmap.Width, bitmap.Height);
        luma = new byte[width * height];
        alphas = new byte[width * height];
        chromaAlphas = new byte[width / 2 * (height / 2)];
        neutral = new byte[width / 2];
        Array.Fill(neutral, Frame.NeutralChroma);
        Read(bitmap);
    }

    /// <summary>Draws white letters on a soft dark plate, which any ground lets stand out.</summary>
    public static CaptionBitmap Draw(Face face, CaptionPage page, FrameSize frame)
    {
        var size = page.Size;
        var lineHeight = 1.26f * size;
        var textWidth = page.Lines.Max(face.Width) * size;
        var (padX, padY, blur) = (0.55f * size, 0.26f * size, 0.12f * size);
        var plateHeight = page.Lines.Count * lineHeight + 2 * padY;
        var bottom = (float)(frame.Height * (1 - CaptionArea.BottomMargin(frame)));

        // Even edges, as chroma asks; a page never leaves the frame, because it is narrower and its area is below the middle.
        var width = Math.Min(frame.Width, Even(textWidth + 2 * padX + 6 * blur));
        var height = Math.Min(frame.Height, Even(plateHeight + 6 * blur));
        var left = (frame.Width - width) / 4 * 2;
        var top = Math.Clamp((int)(bottom - plateHeight - 3 * blur) / 2 * 2, 0, frame.Height - height);

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Transparent);
            using var filter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Math.Max(0.5f, blur));
            using var plate = new SKPaint { Color = new SKColor(12, 12, 12, 150), IsAntialias = true, MaskFilter = filter };
            var plateWidth = Math.Min(width, textWidth + 2 * padX);
            canvas.DrawRoundRect(
                SKRect.Create((width - plateWidth) / 2, (height - plateHeight) / 2, plateWidth, plateHeight), 0.35f * size, 0.35f * size,
                plate);

            using var edge = new SKPaint
            {
                Color = new SKColor(0, 0, 0, 130),
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = 0.09f * size,
                StrokeJoin = SKStrokeJoin.Round,
            };
            using var letters = new SKPaint { Color = SKColors.White, IsAntialias = true };
            var baseline = (height - page.Lines.Count * lineHeight) / 2 + 0.98f * size;
            foreach (var line in page.Lines)
            {
                var x = (width - face.Width(line) * size) / 2;
                face.Draw(canvas, line, x, baseline, size, edge);
                face.Draw(canvas, line, x, baseline, size, letters);
                baseline += lineHeight;
            }
        }

        return new(bitmap, left, top);
    }

    /// <param name="opacity">0 to 255.</param>
    public void LayOver(Frame frame, int opacity)
    {
        for (var y = 0; y < height; y++)
        {
            var row = frame.Y.Row(top + y).Slice(left, width);
            Blend.Over(row, luma.AsSpan(y * width, width), alphas.AsSpan(y * width, width), opacity);
        }

        var half = width / 2;
        for (var y = 0; y < height / 2; y++)
        {
            var alphaRow = chromaAlphas.AsSpan(y * half, half);
            Blend.Over(frame.U.Row(top / 2 + y).Slice(left / 2, half), neutral, alphaRow, opacity);
            Blend.Over(frame.V.Row(top / 2 + y).Slice(left / 2, half), neutral, alphaRow, opacity);
        }
    }

    void Read(SKBitmap bitmap)
    {
        var pixels = (byte*)bitmap.GetPixels();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // Grey and premultiplied: any channel over alpha is the lightness, and tv range has 219 steps from 16.
                var pixel = pixels + y * (long)bitmap.RowBytes + 4 * x;
                var alpha = pixel[3];
                alphas[y * width + x] = alpha;
                luma[y * width + x] = alpha == 0 ? Frame.BlackLuma : (byte)(Frame.BlackLuma + Math.Min(219, 219 * pixel[1] / alpha));
            }
        }

        for (var y = 0; y < height / 2; y++)
        {
            for (var x = 0; x < width / 2; x++)
            {
                var corner = 2 * y * width + 2 * x;
                chromaAlphas[y * (width / 2) + x] =
                    (byte)((alphas[corner] + alphas[corner + 1] + alphas[corner + width] + alphas[corner + width + 1]) / 4);
            }
        }
    }

    static int Even(float length) => (int)Math.Ceiling(length / 2) * 2;
}
