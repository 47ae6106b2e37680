using System.Text;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class FilmTests(Studio studio) : IClassFixture<Studio>
{
    static readonly StillBrief Brief = new(SegmentRole.Hook, "", "", ShotSize.Medium, CameraAngle.EyeLevel, "", "",
        new("#000000", "#000000", "#000000"), Language.English, Studio.Small);

    [Theory]
    [InlineData(1.0, 30)]
    [InlineData(1.3, 39)]
    [InlineData(2.1, 63)]
    public async Task RenderSceneClipAsync_AnyLength_HasExactlyItsFramesAndNoSound(double seconds, int frames)
    {
        var output = studio.File($"clip-{frames}.mp4");

        await studio.Renderer.RenderSceneClipAsync(
            new(Brief, "", CameraMovement.PushIn, seconds), studio.Plain(SKColors.Teal), output, null, CancellationToken.None);

        (await Studio.WatchAsync(output, Studio.Small)).Should().HaveCount(frames);
        var info = await studio.Probe.ProbeAsync(output, CancellationToken.None);
        info.AudioCodec.Should().BeNull();
        info.DurationSeconds.Should().BeApproximately(seconds, 0.001);
        (info.Width, info.Height, info.FrameRate, info.Codec).Should().Be((192, 108, 30, "h264"));
    }

    [Fact]
    public async Task AssembleAsync_AnotherFrameRate_LastsAsLongAndTakesClipsOfEveryRate()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new MediaOptions { Preset = "ultrafast", FrameRate = 12 });
        var clip = await studio.FilmAsync("thirty.mp4", Studio.Scene(studio.Plain(SKColors.Teal), 2));
        var film = studio.File("twelve.mp4");

        await new FilmRenderer(options, studio.Probe, studio.Fonts).RenderAsync(
            new Film(Studio.Small, [new(new ClipFootage(clip), 1, Transition.Dissolve), new(new ClipFootage(clip), 1.5, Transition.Cut)], null), film, null, default);

        (await Studio.WatchAsync(film, Studio.Small)).Should().HaveCount(30);
        var info = await studio.Probe.ProbeAsync(film, default);
        (info.FrameRate, info.DurationSeconds).Should().Be((12, 2.5));
    }

    [Fact]
    public async Task AssembleAsync_ClipsWithEveryTransition_LastsAsLongAsItsScenes()
    {
        var scenes = Enum.GetValues<Transition>().Select((transition, i) => new StoryboardScene(
            i + 1, SegmentRole.Benefit, 1.1, "말 words", "", "", ShotSize.Medium, CameraMovement.Static, CameraAngle.EyeLevel,
                transition)).ToArray();
        var clips = new List<string>();
        foreach (var scene in scenes)
        {
            var seconds = scene.DurationSeconds + SceneBrief.OverlapSeconds(scene.Transition);
            clips.Add(studio.File($"part-{scene.Number}.mp4"));
            await studio.Renderer.RenderSceneClipAsync(
                new(Brief, "", CameraMovement.Static, seconds), studio.Plain(SKColors.Olive), clips[^1], null, CancellationToken.None);
        }

        var reports = new List<double>();
        await studio.Renderer.AssembleAsync(
            new Storyboard(scenes), clips, new(Studio.Small, Captions: true, new SoundTrack(3)), studio.File("whole.mp4"),
            new Reports(reports), CancellationToken.None);

        (await Studio.WatchAsync(studio.File("whole.mp4"), Studio.Small)).Should().HaveCount(165);
        var info = await studio.Probe.ProbeAsync(studio.File("whole.mp4"), CancellationToken.None);
        info.AudioCodec.Should().Be("aac");
        info.DurationSeconds.Should().BeApproximately(5.5, 0.03);
        reports.Should().BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public async Task RenderAsync_ManyOddLengths_RoundingNeverAddsUp()
    {
        var scenes = Enumerable.Range(0, 7).Select(_ => Studio.Scene(studio.Plain(SKColors.Gray), 0.35)).ToArray();

        var film = await studio.FilmAsync("odd.mp4", scenes);

        (await Studio.WatchAsync(film, Studio.Small)).Should().HaveCount(74, "7 times 0.35 s are 73.5 frames");
    }

    [Fact]
    public async Task RenderAsync_AnyFilm_IsTaggedForEveryPlayer()
    {
        var film = await studio.FilmAsync("tagged.mp4", Studio.Scene(studio.Plain(SKColors.Red), 0.5));

        var said = Encoding.UTF8.GetString(
            await Studio.RunAsync("ffprobe", "-loglevel", "error", "-of", "default=nk=0:nw=1", "-show_entries",
            "stream=profile,pix_fmt,color_range,color_space,color_transfer,color_primaries,chroma_location", film));

        said.Should().ContainAll("pix_fmt=yuv420p", "color_range=tv", "color_space=bt709", "color_transfer=bt709", "color_primaries=bt709");
        var bytes = await File.ReadAllBytesAsync(film);
        Encoding.Latin1.GetString(bytes, 0, 64).Should().Contain("moov", "the index comes first, so that a player can begin at once");
    }

    [Theory]
    [InlineData("#ff0000")]
    [InlineData("#00ff00")]
    [InlineData("#0000ff")]
    [InlineData("#ffffff")]
    [InlineData("#808080")]
    [InlineData("#e0a060")]
    public async Task AssembleAsync_ClipOfOneColor_ShowsThatColor(string hex)
    {
        var color = SKColor.Parse(hex);
        var clip = studio.File($"color-{color}.mp4");
        await studio.Renderer.RenderSceneClipAsync(
            new(Brief, "", CameraMovement.PushIn, 0.5), studio.Plain(color), clip, null, CancellationToken.None);

        var film = await studio.FilmAsync($"colored-{color}.mp4", new FilmScene(new ClipFootage(clip), 1, Transition.Cut));

        foreach (var (r, g, b) in new[] { (await Studio.WatchAsync(clip, Studio.Small))[5].Centre,
            (await Studio.WatchAsync(film, Studio.Small))[5].Centre })
        {
            r.Should().BeCloseTo(color.Red, 4);
            g.Should().BeCloseTo(color.Green, 4);
            b.Should().BeCloseTo(color.Blue, 4);
        }
    }

    [Fact]
    public void Frame_OddSide_IsRefused()
        => FluentActions.Invoking(() => new Frame(new FrameSize(101, 100))).Should().Throw<ArgumentException>().WithMessage("*101x100*");

    sealed class Reports(List<double> values) : IProgress<double>
    {
        public void Report(double value) => values.Add(value);
    }
}
