using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

/// <summary>Where spots on a still were seen in each frame, and where the camera's path says they should have been: their means.</summary>
internal sealed record SpotTrack(IReadOnlyList<(double X, double Y)> Seen, IReadOnlyList<(double X, double Y)> Expected)
{
    /// <summary>Root of the mean squared distance, pixels.</summary>
    public double RmsError => Math.Sqrt(Seen.Zip(Expected, (seen, expected) =>
        Math.Pow(seen.X - expected.X, 2) + Math.Pow(seen.Y - expected.Y, 2)).Average());
}

/// <summary>
/// Films bright spots and measures their centres. All are in the upper left quarter, so that an error of the zoom moves them one way
/// and does not cancel out; there are twelve, so that what an encoder does to a single one does.
/// </summary>
internal static class CameraMeasure
{
    const int Columns = 4;
    const int Rows = 3;
    const byte Ground = 60;

    /// <summary>Of a spot, pixels.</summary>
    const double Sigma = 5;

    /// <summary>Through the whole chain, H.264 included.</summary>
    public static async Task<SpotTrack> FilmAsync(
        CameraMovement movement, FrameSize size, int frames, FilmRenderer renderer, MediaOptions options, MediaProbe probe, string folder)
    {
        var clip = Path.Combine(folder, $"spots-{movement}.mp4");
        var brief = new StillBrief(SegmentRole.Hook, "", "", ShotSize.Medium, CameraAngle.EyeLevel, "", "",
            new("#000000", "#000000", "#000000"), Language.English, size);
        await renderer.RenderSceneClipAsync(
            new(brief, "", movement, frames / 30.0), PaintSpots(folder, size), clip, null, CancellationToken.None);
        await using var source = ClipSource.Open(clip, await probe.ProbeAsync(clip, CancellationToken.None), size, options, CancellationToken.None);
        return await TrackAsync(source, movement, size, frames);
    }

    /// <summary>As drawn, before any encoding.</summary>
    public static async Task<SpotTrack> DrawAsync(CameraMovement movement, FrameSize size, int frames, string folder)
    {
        await using var source = StillSource.Open(PaintSpots(folder, size), movement, size, frames);
        return await TrackAsync(source, movement, size, frames);
    }

    static async Task<SpotTrack> TrackAsync(IFrameSource source, CameraMovement movement, FrameSize size, int frames)
    {
        var frame = new Frame(size);
        var (seen, expected) = (new List<(double X, double Y)>(), new List<(double X, double Y)>());
        for (var i = 0; i < frames; i++)
        {
            await source.NextAsync(frame, CancellationToken.None);
            var view = CameraPath.At(movement, (double)i / (frames - 1));
            var places = Spots().Select(spot => (
                X: (spot.X - view.Left) / view.Width * size.Width, Y: (spot.Y - view.Top) / view.Width * size.Height)).ToArray();
            expected.Add(Mean(places));
            seen.Add(Mean([.. places.Select(place => Centre(frame, place))]));
        }

        return new(seen, expected);
    }

    static IEnumerable<(double X, double Y)> Spots() =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select (0.17 + 0.09 * column + 0.003 * row, 0.18 + 0.12 * row);

    static (double X, double Y) Mean(IReadOnlyCollection<(double X, double Y)> places)
        => (places.Average(place => place.X), places.Average(place => place.Y));

    static unsafe string PaintSpots(string folder, FrameSize frame)
    {
        var path = Path.Combine(folder, $"spots-{frame}.png");
        var size = CameraPath.StillSize(frame);
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(Ground, Ground, Ground));
        var pixels = (byte*)bitmap.GetPixels();
        const int Reach = (int)(6 * Sigma);
        foreach (var (spotX, spotY) in Spots().Select(spot => (spot.X * size.Width, spot.Y * size.Height)))
        {
            for (var y = (int)spotY - Reach; y < spotY + Reach; y++)
            {
                for (var x = (int)spotX - Reach; x < spotX + Reach; x++)
                {
                    var (dx, dy) = (x + 0.5 - spotX, y + 0.5 - spotY);
                    var light = (byte)Math.Round(180 * Math.Exp(-(dx * dx + dy * dy) / (2 * Sigma * Sigma)));
                    var pixel = pixels + y * (long)bitmap.RowBytes + 4 * x;
                    pixel[0] = pixel[1] = pixel[2] = Math.Max(pixel[0], (byte)(Ground + light));
                }
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var file = File.Create(path);
        data.SaveTo(file);
        return path;
    }

    static (double X, double Y) Centre(Frame frame, (double X, double Y) near)
    {
        // The flat foot of a spot is where encoders save: only its upper part is weighed.
        var foot = frame.Y.Row(2)[2] + 25;
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0);
        for (var y = (int)(near.Y - 3 * Sigma); y < near.Y + 3 * Sigma; y++)
        {
            for (var x = (int)(near.X - 3 * Sigma); x < near.X + 3 * Sigma; x++)
            {
                var weight = Math.Max(0, frame.Y.Row(y)[x] - foot);
                (sum, sumX, sumY) = (sum + weight, sumX + weight * (x + 0.5), sumY + weight * (y + 0.5));
            }
        }

        return (sumX / sum, sumY / sum);
    }
}
