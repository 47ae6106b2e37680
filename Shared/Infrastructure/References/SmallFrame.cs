namespace VideoGen.Infrastructure.References;

/// <summary>A picture of the video as it is measured: small, RGB, squeezed to the same size whatever its ratio.</summary>
sealed class SmallFrame(byte[] rgb)
{
    public const int Width = 96;
    public const int Height = 54;
    public const int Bytes = Width * Height * 3;

    /// <summary>Below this mean lightness, 0 to 255, a picture is black.</summary>
    const double Black = 12;

    public byte[] Rgb => rgb;

    /// <summary>Mean lightness, 0 to 255.</summary>
    public double Light { get; } = LightOf(rgb);

    public bool IsBlack => Light < Black;

    /// <summary>Mean difference of their bytes, 0 to 255.</summary>
    public double DistanceTo(SmallFrame other)
    {
        var sum = 0;
        var (mine, its) = (Rgb, other.Rgb);
        for (var i = 0; i < Bytes; i++)
        {
            sum += Math.Abs(mine[i] - its[i]);
        }

        return (double)sum / Bytes;
    }

    /// <summary>Mean difference to the even mixture of two others: near 0 in the middle of a dissolve.</summary>
    public double DistanceToMixture(SmallFrame before, SmallFrame after)
    {
        var sum = 0;
        var (mine, first, second) = (Rgb, before.Rgb, after.Rgb);
        for (var i = 0; i < Bytes; i++)
        {
            sum += Math.Abs(mine[i] * 2 - first[i] - second[i]);
        }

        return sum / 2.0 / Bytes;
    }

    /// <summary>Lightness of a pixel, 0 to 255.</summary>
    public int LightAt(int x, int y)
    {
        var i = (y * Width + x) * 3;
        return (Rgb[i] * 54 + Rgb[i + 1] * 183 + Rgb[i + 2] * 19) >> 8;
    }

    static double LightOf(byte[] rgb)
    {
        long red = 0, green = 0, blue = 0;
        for (var i = 0; i < Bytes; i += 3)
        {
            red += rgb[i];
            green += rgb[i + 1];
            blue += rgb[i + 2];
        }

        return (red * 54 + green * 183 + blue * 19) / 256.0 / (Bytes / 3);
    }
}
