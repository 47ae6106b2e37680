using System.Diagnostics;
using Microsoft.Extensions.Options;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

/// <summary>The real renderer with the real ffmpeg, a folder for its files, and eyes to look at what came out.</summary>
public sealed class Studio : IDisposable
{
    public static readonly FrameSize Small = new(192, 108);

    public Studio()
    {
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Fonts = new(options);
        Probe = new(options);
        Renderer = new(options, Probe, Fonts);
    }

    /// <summary>Quick to encode and close to lossless, so that pixels can be asserted.</summary>
    public MediaOptions Options { get; } = new() { Preset = "ultrafast", Crf = 10 };

    public string Folder { get; } = Directory.CreateTempSubdirectory("videogen-media-tests-").FullName;

    public Fonts Fonts { get; }

    public MediaProbe Probe { get; }

    public FilmRenderer Renderer { get; }

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>A still of one colour.</summary>
    public string Plain(SKColor color, int width = 212, int height = 119)
    {
        var path = File($"{color}-{width}x{height}.png");
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        System.IO.File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    public static FilmScene Scene(string still, double seconds, Transition transition = Transition.Cut, string? caption = null)
        => new(new StillFootage(still, CameraMovement.Static), seconds, transition, caption);

    public async Task<string> FilmAsync(string name, params FilmScene[] scenes)
    {
        await Renderer.RenderAsync(new Film(Small, scenes, Sound: null), File(name), null, CancellationToken.None);
        return File(name);
    }

    /// <summary>Every frame as RGB, converted by ffmpeg as a player would, from the file's own tags.</summary>
    public static async Task<List<Picture>> WatchAsync(string film, FrameSize size)
    {
        var raw = await RunAsync(
            "ffmpeg", "-loglevel", "error", "-i", film, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        var frameBytes = size.Width * size.Height * 3;
        (raw.Length % frameBytes).Should().Be(0);
        return [.. Enumerable.Range(0, raw.Length / frameBytes).Select(i => new Picture(size, raw.AsMemory(i * frameBytes, frameBytes)))];
    }

    public static async Task<byte[]> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
        return output.ToArray();
    }

    public void Dispose()
    {
        Fonts.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

public sealed record Picture(FrameSize Size, ReadOnlyMemory<byte> Rgb)
{
    public (int R, int G, int B) At(double x, double y)
    {
        var i = ((int)(y * (Size.Height - 1)) * Size.Width + (int)(x * (Size.Width - 1))) * 3;
        return (Rgb.Span[i], Rgb.Span[i + 1], Rgb.Span[i + 2]);
    }

    public (int R, int G, int B) Centre => At(0.5, 0.5);

    /// <summary>Mean lightness of the rows between two heights, 0 to 255.</summary>
    public double Light(double top, double bottom)
    {
        var rows = Rgb.Span[((int)(top * Size.Height) * Size.Width * 3)..((int)(bottom * Size.Height) * Size.Width * 3)];
        var sum = 0L;
        foreach (var value in rows)
        {
            sum += value;
        }

        return (double)sum / rows.Length;
    }
}
