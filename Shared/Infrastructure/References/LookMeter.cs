namespace VideoGen.Infrastructure.References;

/// <summary>Light and colours of a video, from pictures taken evenly over its length.</summary>
sealed class LookMeter
{
    const int MostPictures = 400;
    const int Colors = 8;
    const int MostNamed = 6;
    const int Rounds = 12;

    /// <summary>Smaller areas are not told; nearer colours (of 255, in each of red, green and blue) are one.</summary>
    const double LeastShare = 0.03;
    const double Near = 28;

    readonly int _every;
    readonly List<(double R, double G, double B)> _pixels = [];
    double _light, _spread, _saturation;
    int _count, _pictures;

    /// <param name="frames">How many there will be, about.</param>
    public LookMeter(double frames, double frameRate) => _every = (int)Math.Ceiling(Math.Max(frameRate / 2, frames / MostPictures));

    public double Brightness => _light / _pictures;

    public double Contrast => _spread / _pictures;

    public double Saturation => _saturation / _pictures;

    public void Add(SmallFrame frame)
    {
        if (_count++ % _every != 0)
        {
            return;
        }

        _pictures++;
        _light += frame.Light / 255;
        var (squares, saturation, pixels) = (0.0, 0.0, 0);
        for (var i = 0; i < SmallFrame.Bytes; i += 3 * 5)
        {
            var (r, g, b) = ((double)frame.Rgb[i], (double)frame.Rgb[i + 1], (double)frame.Rgb[i + 2]);
            var most = Math.Max(r, Math.Max(g, b));
            saturation += most == 0 ? 0 : (most - Math.Min(r, Math.Min(g, b))) / most;
            var light = (r * 54 + g * 183 + b * 19) / 256 - frame.Light;
            squares += light * light;
            pixels++;
            _pixels.Add((r, g, b));
        }

        _spread += Math.Sqrt(squares / pixels) / 255;
        _saturation += saturation / pixels;
    }

    /// <summary>The main colours by k-means; the same video gives the same ones.</summary>
    public IReadOnlyList<string> Palette()
    {
        var centres = Begin();
        var shares = new int[centres.Count];
        for (var round = 0; round < Rounds; round++)
        {
            var sums = new (double R, double G, double B)[centres.Count];
            Array.Clear(shares);
            foreach (var pixel in _pixels)
            {
                var nearest = Nearest(centres, pixel);
                sums[nearest] = (sums[nearest].R + pixel.R, sums[nearest].G + pixel.G, sums[nearest].B + pixel.B);
                shares[nearest]++;
            }

            for (var i = 0; i < centres.Count; i++)
            {
                centres[i] = shares[i] == 0 ? centres[i] : (sums[i].R / shares[i], sums[i].G / shares[i], sums[i].B / shares[i]);
            }
        }

        var named = new List<(double R, double G, double B)>();
        foreach (var i in Enumerable.Range(0, centres.Count).Where(i => shares[i] >= LeastShare * _pixels.Count).OrderByDescending(i => shares[i]))
        {
            if (named.Count < MostNamed && named.All(other => Distance(other, centres[i]) > 3 * Near * Near))
            {
                named.Add(centres[i]);
            }
        }

        return [.. named.Select(color => $"#{(int)Math.Round(color.R):x2}{(int)Math.Round(color.G):x2}{(int)Math.Round(color.B):x2}")];
    }

    /// <summary>The first pixel, then always the one that is furthest from those taken.</summary>
    List<(double R, double G, double B)> Begin()
    {
        var centres = new List<(double R, double G, double B)> { _pixels[0] };
        while (centres.Count < Colors)
        {
            centres.Add(_pixels.MaxBy(pixel => Distance(centres[Nearest(centres, pixel)], pixel)));
        }

        return centres;
    }

    static int Nearest(List<(double R, double G, double B)> centres, (double R, double G, double B) pixel)
    {
        var nearest = 0;
        for (var i = 1; i < centres.Count; i++)
        {
            nearest = Distance(centres[i], pixel) < Distance(centres[nearest], pixel) ? i : nearest;
        }

        return nearest;
    }

    static double Distance((double R, double G, double B) one, (double R, double G, double B) other)
        => (one.R - other.R) * (one.R - other.R) + (one.G - other.G) * (one.G - other.G) + (one.B - other.B) * (one.B - other.B);
}
