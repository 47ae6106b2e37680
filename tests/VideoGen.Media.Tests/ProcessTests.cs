using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class ProcessTests(Studio studio) : IClassFixture<Studio>
{
    FilmRenderer RendererWith(MediaOptions options) => new(Options.Create(options), new(Options.Create(options)), studio.Fonts);

    Film LongFilm() => new(Studio.Small, [Studio.Scene(studio.Plain(SKColors.Navy), 15)], Sound: null);

    [Fact]
    public async Task RenderAsync_FfmpegIsMissing_SaysHowToGetIt()
    {
        var render = () => RendererWith(new() { FfmpegPath = "/nowhere/ffmpeg" }).RenderAsync(
            LongFilm(), studio.File("x.mp4"), null, default);

        (await render.Should().ThrowAsync<MediaSetupException>())
            .WithMessage("*/nowhere/ffmpeg*apt-get install ffmpeg*Media__FfmpegPath*");
    }

    [Fact]
    public void Fonts_FontIsMissing_SaysHowToGetIt()
    {
        using var fonts = new Fonts(Options.Create(new MediaOptions { FontFolder = studio.Folder }));

        fonts.Invoking(missing => missing.Bold).Should().Throw<MediaSetupException>()
            .WithMessage("*NotoSansCJK-Bold.ttc*fonts-noto-cjk*Media__FontFolder*");
    }

    [Fact]
    public async Task RenderAsync_EncoderRefuses_GivesItsOwnWords()
    {
        var render = () => RendererWith(new() { Preset = "nonsense" }).RenderAsync(LongFilm(), studio.File("x.mp4"), null, default);

        (await render.Should().ThrowAsync<FfmpegException>()).WithMessage("*nonsense*").Which.ExitCode.Should().NotBe(0);
        File.Exists(studio.File("x.mp4")).Should().BeFalse();
    }

    [Fact]
    public async Task WriteAsync_EncoderIsKilledInTheMiddle_GivesFfmpegException()
    {
        await using var encoder = FilmEncoder.Start(studio.Options, Studio.Small, 9000, null, studio.File("killed.mp4"), default);
        var frame = new Frame(Studio.Small);
        await encoder.WriteAsync(frame, default);
        using (var ffmpeg = Process.GetProcessById(encoder.ProcessId))
        {
            ffmpeg.Kill();
        }

        var write = async () =>
        {
            for (var i = 0; i < 9000; i++)
            {
                await encoder.WriteAsync(frame, default);
            }
        };

        (await write.Should().ThrowAsync<FfmpegException>()).Which.ExitCode.Should().Be(137);
    }

    [Fact]
    public async Task RenderAsync_EncoderDiesTalkingALot_EndsTheMessageWithItsLast2000Characters()
    {
        var script = studio.File("ffmpeg-that-dies");
        await File.WriteAllTextAsync(
            script,
            "#!/bin/sh\nhead -c 200000 > /dev/null\nhead -c 300000 /dev/zero | tr '\\0' x >&2\n"
            + "printf 'the very last words' >&2\nexit 3\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var render = () => RendererWith(new() { FfmpegPath = script }).RenderAsync(LongFilm(), studio.File("x.mp4"), null, default);

        var thrown = (await render.Should().ThrowAsync<FfmpegException>()).Which;
        thrown.ExitCode.Should().Be(3);
        thrown.Message.Should().EndWith("xxxthe very last words");
        thrown.Message.Length.Should().BeInRange(1990, 2100);
    }

    [Fact]
    public async Task RenderAsync_CancelledInTheMiddle_LeavesNoFile()
    {
        using var cancel = new CancellationTokenSource();
        var half = new CancelAt(cancel, 0.3);

        var render = () => studio.Renderer.RenderAsync(LongFilm(), studio.File("cancelled.mp4"), half, cancel.Token);

        await render.Should().ThrowAsync<OperationCanceledException>();
        Directory.EnumerateFiles(studio.Folder, "cancelled*").Should().BeEmpty();
    }

    [Fact]
    public async Task RenderAsync_ClipIsNoVideo_GivesFfprobesWords()
    {
        await File.WriteAllTextAsync(studio.File("no-video.mp4"), "hello");

        var render = () => studio.FilmAsync("x.mp4", new FilmScene(new ClipFootage(studio.File("no-video.mp4")), 1, Transition.Cut));

        (await render.Should().ThrowAsync<FfmpegException>()).WithMessage("*Invalid data*");
    }

    [Fact]
    public async Task RenderAsync_StillIsNoPicture_NamesIt()
    {
        await File.WriteAllTextAsync(studio.File("broken.png"), "hello");

        var render = () => studio.FilmAsync("x.mp4", Studio.Scene(studio.File("broken.png"), 1));

        (await render.Should().ThrowAsync<InvalidDataException>()).WithMessage("*broken.png*");
    }

    [Fact]
    public void AddMedia_SettingsOutOfBounds_StopAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Media:Crf", "99"), new("Media:Preset", "warp")]).Build();
        using var services = new ServiceCollection().AddMedia(configuration).BuildServiceProvider();

        var read = () => services.GetRequiredService<IOptions<MediaOptions>>().Value;

        read.Should().Throw<OptionsValidationException>().WithMessage("*Crf*");
        services.GetRequiredService<IStartupValidator>().Invoking(start => start.Validate()).Should().Throw<OptionsValidationException>();
    }

    [Fact]
    public void AddMedia_NoSettings_GivesAllServices()
    {
        using var services = new ServiceCollection().AddMedia(new ConfigurationBuilder().Build()).BuildServiceProvider();

        services.GetRequiredService<FilmRenderer>().Should().NotBeNull();
        services.GetRequiredService<StillPainter>().Should().NotBeNull();
        services.GetRequiredService<Thumbnail>().Should().NotBeNull();
        services.GetRequiredService<IOptions<MediaOptions>>().Value.Preset.Should().Be("veryfast");
    }

    sealed class CancelAt(CancellationTokenSource cancel, double part) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= part)
            {
                cancel.Cancel();
            }
        }
    }
}
