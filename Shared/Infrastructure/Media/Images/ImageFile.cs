using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <param name="Width">As it is looked at: turned as the camera noted.</param>
public sealed record ImageFacts(int Width, int Height, string ContentType);

/// <param name="Fault">Why it is no image to work with; <see langword="null"/> when it is one.</param>
public sealed record ImageReading(ImageFacts? Facts, string? Fault);

/// <summary>Decides by its bytes whether a file is an image, and decodes all of it: what is cut off or broken shows only there.</summary>
public static class ImageFile
{
    public const int ShortestSide = 64;
    const int LongestSide = 12_000;
    const long MostPixels = 40_000_000;

    public static ImageReading Read(string path)
    {
        using var codec = SKCodec.Create(path, out _);
        if (codec is null || TypeOf(codec.EncodedFormat) is not { } type)
        {
            return new(null, "The file is no PNG, JPEG or WebP image.");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        // Before it is decoded: a small file may say that it is enormous.
        if (Math.Min(width, height) < ShortestSide || Math.Max(width, height) > LongestSide || (long)width * height > MostPixels)
        {
            return new(null, $"An image has {ShortestSide} to {LongestSide} pixels a side and at most {MostPixels / 1_000_000} million in all; this one has {width} x {height}.");
        }

        using var pixels = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
        {
            return new(null, "The image is damaged or cut off.");
        }

        return new(IsTurned(codec.EncodedOrigin) ? new(height, width, type) : new(width, height, type), null);
    }

    static string? TypeOf(SKEncodedImageFormat format) => format switch
    {
        SKEncodedImageFormat.Png => "image/png",
        SKEncodedImageFormat.Jpeg => "image/jpeg",
        SKEncodedImageFormat.Webp => "image/webp",
        _ => null,
    };

    static bool IsTurned(SKEncodedOrigin origin)
        => origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
}
