using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class ClipTests(Studio studio) : IClassFixture<Studio>
{
    [Fact]
    public async Task RenderAsync_ClipIsTooShort_GoesOnWithItsLastFrame()
    {
        // Dark, then bright: the bright end is what has to stay.
        var clip = studio.File("short.mp4");
        await studio.Renderer.RenderAsync(
            new Film(Studio.Small, [Studio.Scene(studio.Plain(SKColors.Black), 0.5), Studio.Scene(studio.Plain(SKColors.Gold), 0.5)],
                null, EndsInBlack: false),
            clip, null, default);

        var frames = await Studio.WatchAsync(
            await studio.FilmAsync("frozen.mp4", new FilmScene(new ClipFootage(clip), 2, Transition.Cut)), Studio.Small);

        frames.Should().HaveCount(60);
        frames[10].Centre.R.Should().BeLessThan(5);
        frames[29].Centre.R.Should().BeGreaterThan(245);
        frames[44].Centre.R.Should().BeGreaterThan(245);
    }

    [Fact]
    public async Task RenderAsync_ClipIsTooLong_IsLeftWhereTheSceneEnds()
    {
        var clip = await studio.FilmAsync("long.mp4", Studio.Scene(studio.Plain(SKColors.White), 3));

        var film = await studio.FilmAsync("left.mp4",
            new FilmScene(new ClipFootage(clip), 1, Transition.Cut), new FilmScene(new ClipFootage(clip), 1, Transition.Cut));

        (await Studio.WatchAsync(film, Studio.Small)).Should().HaveCount(60);
    }

    [Fact]
    public async Task RenderAsync_ClipOfAnotherShape_GetsBarsWhenCuttingWouldLoseMuch()
    {
        var clip = await studio.FilmAsync("wide.mp4", Studio.Scene(studio.Plain(SKColors.White), 1));
        var upright = new FrameSize(108, 192);

        await studio.Renderer.RenderAsync(
            new(upright, [new(new ClipFootage(clip), 1, Transition.Cut)], null), studio.File("upright.mp4"), null, default);

        var frame = (await Studio.WatchAsync(studio.File("upright.mp4"), upright))[5];
        frame.Centre.R.Should().BeGreaterThan(245);
        frame.At(0.5, 0.1).R.Should().BeLessThan(6);
        frame.At(0.5, 0.9).R.Should().BeLessThan(6);
    }

    [Fact]
    public async Task RenderAsync_ClipOfAlmostTheShapeAndAnotherRate_FillsTheFrame()
    {
        await Studio.RunAsync(
            "ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "color=white:s=160x100:r=24:d=1", "-pix_fmt", "yuv420p",
            studio.File("rate.mp4"));

        var frames = await Studio.WatchAsync(
            await studio.FilmAsync("filled.mp4", new FilmScene(new ClipFootage(studio.File("rate.mp4")), 1, Transition.Cut)), Studio.Small);

        frames.Should().HaveCount(30);
        foreach (var (x, y) in new[] { (0.0, 0.0), (1.0, 1.0), (0.5, 0.5) })
        {
            frames[5].At(x, y).R.Should().BeGreaterThan(245);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(99)]
    public async Task WriteAsync_AnySecond_WritesAJpegWithTheFilmsColors(double second)
    {
        var clip = studio.File("thumb.mp4");
        await studio.Renderer.RenderAsync(
            new Film(Studio.Small, [Studio.Scene(studio.Plain(SKColors.Red), 1)], null, EndsInBlack: false), clip, null, default);

        await new Thumbnail(Microsoft.Extensions.Options.Options.Create(studio.Options), studio.Probe).WriteAsync(
            clip, second, studio.File("thumb.jpg"), default);

        using var picture = SKBitmap.Decode(studio.File("thumb.jpg"));
        (picture.Width, picture.Height).Should().Be((640, 360));
        var color = picture.GetPixel(320, 180);
        color.Red.Should().BeGreaterThan(245);
        color.Green.Should().BeLessThan(12);
        color.Blue.Should().BeLessThan(12);
    }

    [Fact]
    public async Task ProbeAsync_MissingFile_GivesFfmpegException()
        => await studio.Probe.Invoking(probe => probe.ProbeAsync(studio.File("missing.mp4"), default))
            .Should().ThrowAsync<FfmpegException>().WithMessage("*No such file*");
}
