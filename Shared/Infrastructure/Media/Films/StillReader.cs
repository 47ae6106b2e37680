using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Turns a picture file into a planar frame.</summary>
internal static unsafe class StillReader
{
    // BT.709 in tv range, in units of 1/65536; each chroma row adds up to zero, so that greys are grey.
    const int YR = 11966, YG = 40254, YB = 4064;
    const int UR = -6596, UG = -22189, UB = 28785;
    const int VR = 28785, VG = -26145, VB = -2640;

    /// <param name="size">Size of the frame; the picture is scaled to cover it and cut at the sides that stand out.</param>
    /// <exception cref="InvalidDataException">No picture that can be read.</exception>
    public static Frame Read(string path, FrameSize size)
    {
        using var picture = SKBitmap.Decode(path)
            ?? throw new InvalidDataException($"{Path.GetFileName(path)} is no picture that can be read.");
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        if (picture.Width == size.Width && picture.Height == size.Height && picture.Info.ColorType == SKColorType.Bgra8888
            && picture.Info.AlphaType == SKAlphaType.Opaque)
        {
            return ToFrame(picture, size);
        }

        using var covered = new SKBitmap(info);
        using (var canvas = new SKCanvas(covered))
        using (var image = SKImage.FromBitmap(picture))
        {
            var scale = Math.Max((float)size.Width / picture.Width, (float)size.Height / picture.Height);
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            // Mipmaps where it shrinks, or fine detail would flicker under a moving camera.
            var sampling = scale < 0.75f
                ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell);
            canvas.Clear(SKColors.Black);
            canvas.DrawImage(image, SKRect.Create((size.Width - width) / 2, (size.Height - height) / 2, width, height), sampling, null);
        }

        return ToFrame(covered, size);
    }

    static Frame ToFrame(SKBitmap picture, FrameSize size)
    {
        var frame = new Frame(size);
        var pixels = (byte*)picture.GetPixels();
        for (var y = 0; y < size.Height; y += 2)
        {
            var upper = pixels + y * (long)picture.RowBytes;
            var lower = upper + picture.RowBytes;
            Luma(upper, frame.Y.Row(y));
            Luma(lower, frame.Y.Row(y + 1));
            Chroma(upper, lower, frame.U.Row(y / 2), frame.V.Row(y / 2));
        }

        return frame;
    }

    static void Luma(byte* pixel, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++, pixel += 4)
        {
            row[x] = (byte)((YB * pixel[0] + YG * pixel[1] + YR * pixel[2] + (16 << 16) + (1 << 15)) >> 16);
        }
    }

    // A chroma sample sits on an even column between two rows: both rows of that column twice, and of its neighbours once.
    static void Chroma(byte* upper, byte* lower, Span<byte> u, Span<byte> v)
    {
        var last = 2 * u.Length - 1;
        for (var x = 0; x < u.Length; x++)
        {
            var (left, middle, right) = (4 * Math.Max(0, 2 * x - 1), 8 * x, 4 * Math.Min(last, 2 * x + 1));
            var blue = Sum(upper, lower, left, middle, right);
            var green = Sum(upper, lower, left + 1, middle + 1, right + 1);
            var red = Sum(upper, lower, left + 2, middle + 2, right + 2);
            u[x] = (byte)((UB * blue + UG * green + UR * red + (128 << 19) + (1 << 18)) >> 19);
            v[x] = (byte)((VB * blue + VG * green + VR * red + (128 << 19) + (1 << 18)) >> 19);
        }
    }

    static int Sum(byte* upper, byte* lower, int left, int middle, int right)
        => upper[left] + lower[left] + 2 * (upper[middle] + lower[middle]) + upper[right] + lower[right];
}
