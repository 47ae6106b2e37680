using Microsoft.Extensions.Options;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Bench;

/// <summary>
/// The film that is measured: 30 s of 1920x1080 from six stills full of detail, with moves, dissolves, captions and
/// sound.
/// </summary>
internal static class BenchFilm
{
    public const double Seconds = 30;

    public static FrameSize Size { get; } = FrameSize.Of(AspectRatio.Landscape, Resolution.P1080);

    public static MediaOptions Options { get; } = new();

    static readonly CameraMovement[] Movements =
    [
        CameraMovement.PushIn, CameraMovement.PanRight, CameraMovement.PullOut,
        CameraMovement.TiltUp, CameraMovement.PanLeft, CameraMovement.PushIn,
    ];

    static readonly string[] Narrations =
    [
        "숲으로 걸어 들어가는 아침, 공기가 달라집니다. The air changes as we walk into the woods.",
        "강을 만나면 잠시 멈추어 숨을 고릅니다. At the river we stop and catch our breath.",
        "작은 마을이 언덕 너머로 보입니다. A village shows up behind the hill.",
        "밤이 오고 창마다 불이 켜집니다. Night falls, and window after window lights up.",
        "아침은 언제나 다시 밝습니다. The morning always comes back.",
        "이제 집으로 돌아갈 시간입니다. And now it is time to go home.",
    ];

    public static Film Of(string folder) => new(
        Size,
        [.. Movements.Select((movement, i) => new FilmScene(
            new StillFootage(StillPath(folder, i), movement), Seconds / Movements.Length, Transition.Dissolve, Narrations[i]))],
        new SoundTrack(7));

    public static void PaintStills(string folder)
    {
        for (var i = 0; i < Movements.Length; i++)
        {
            PaintStill(StillPath(folder, i), CameraPath.StillSize(Size), i);
        }
    }

    public static async Task<int> RenderAsync(string folder, string output)
    {
        using var fonts = new Fonts(Microsoft.Extensions.Options.Options.Create(Options));
        await Renderer(fonts).RenderAsync(Of(folder), output, progress: null, CancellationToken.None);
        return 0;
    }

    public static FilmRenderer Renderer(Fonts fonts)
    {
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        return new(options, new MediaProbe(options), fonts);
    }

    static string StillPath(string folder, int number) => Path.Combine(folder, $"still-{number}.png");

    // Fractal clouds in two colours under fine grain: detail at every scale, as photographs have and encoders find hard.
    static void PaintStill(string path, FrameSize size, int seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            using var clouds = SKShader.CreatePerlinNoiseFractalNoise(0.004f, 0.006f, 7, seed * 31 + 1);
            using var ridges = SKShader.CreatePerlinNoiseTurbulence(0.012f, 0.009f, 6, seed * 17 + 5);
            using var grain = SKShader.CreatePerlinNoiseFractalNoise(0.45f, 0.45f, 2, seed + 3);
            canvas.Clear(SKColor.FromHsl(seed * 60, 45, 40));
            foreach (var (shader, mode, alpha) in new[]
            {
                (clouds, SKBlendMode.HardLight, (byte)255), (ridges, SKBlendMode.Screen, (byte)200),
                (grain, SKBlendMode.Overlay, (byte)150),
            })
            {
                using var paint = new SKPaint { Shader = shader, BlendMode = mode, Color = SKColors.White.WithAlpha(alpha) };
                canvas.DrawRect(0, 0, size.Width, size.Height, paint);
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 60);
        using var file = File.Create(path);
        data.SaveTo(file);
    }
}
