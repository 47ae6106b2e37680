using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.References;
using VideoGen.Testing;

namespace VideoGen.Infrastructure.Tests.References;

/// <summary>What is known of a video that was made for it has to come out again.</summary>
public sealed class ReferenceMeasurerTests : IDisposable
{
    const double TwoFrames = 2.0 / 30;
    const string Bars = "smptebars=s=320x180:r=30";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("videogen-measure-");

    string File(string name) => Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task Measure_ThreeScenes_FindsTheCutsAndWhatFollowsFromThem()
    {
        await Clips.ThreeScenesAsync(File("three.mp4"));

        var measured = (await MeasureAsync("three.mp4")).Measurement!;

        measured.Shots.Should().HaveCount(3);
        measured.Shots[1].StartSeconds.Should().BeApproximately(2.0, TwoFrames);
        measured.Shots[2].StartSeconds.Should().BeApproximately(3.5, TwoFrames);
        measured.Shots.Should().OnlyContain(shot => shot.Transition == Transition.Cut && shot.Movement == CameraMovement.Static);
        (measured.CutsPerMinute, measured.AverageShotSeconds, measured.MedianShotSeconds).Should().Be((20, 2, 2));
        measured.Palette.Should().Contain(color => IsNear(color, 0x20, 0x50, 0x80), "it fills the longest scene");
        measured.Sound!.SilentShare.Should().BeApproximately(0.5, 0.03, "the tone ends after half");
    }

    [Fact]
    public async Task Measure_DissolveAndFade_TellsThemApart()
    {
        await Clips.MakeAsync(File("soft.mp4"),
            "-f", "lavfi", "-i", $"{Bars}:d=3", "-f", "lavfi", "-i", "color=c=0xe0b040:s=320x180:r=30:d=4", "-f", "lavfi", "-i", "rgbtestsrc=s=320x180:r=30:d=2",
            "-filter_complex",
            "[0][1]xfade=transition=fade:duration=0.8:offset=2.2,fade=t=out:st=5.5:d=0.5,setsar=1[a];[2]fade=t=in:st=0:d=0.5,setsar=1[b];[a][b]concat=n=2[v]", "-map", "[v]");

        var shots = (await MeasureAsync("soft.mp4")).Measurement!.Shots;

        shots.Select(shot => shot.Transition).Should().Equal(Transition.Dissolve, Transition.FadeThroughBlack, Transition.Cut);
        shots[1].StartSeconds.Should().BeApproximately(2.6, 0.15, "that is its middle");
        shots[2].StartSeconds.Should().BeApproximately(6.2, 0.3);
    }

    [Theory]
    [InlineData("crop=640:360:x='100*t':y=180", CameraMovement.PanRight)]
    [InlineData("crop=640:360:x=320:y='300-90*t'", CameraMovement.TiltUp)]
    [InlineData("zoompan=z='1+0.1*on/30':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)':d=1:s=640x360:fps=30", CameraMovement.PushIn)]
    [InlineData("scale=640:360", CameraMovement.Static)]
    public async Task Measure_CameraMoves_SaysHow(string filter, CameraMovement movement)
    {
        await Clips.StillAsync(File("move.mp4"), "testsrc2=s=1280x720:r=30", $"{filter},trim=duration=3");

        (await MeasureAsync("move.mp4")).Measurement!.Shots.Select(shot => shot.Movement).Should().Equal(movement);
    }

    [Fact]
    public async Task Measure_AFlash_IsNoCut()
    {
        await Clips.StillAsync(File("flash.mp4"), Bars, "drawbox=c=white:t=fill:enable='between(n,45,46)',trim=duration=3");

        (await MeasureAsync("flash.mp4")).Measurement!.Shots.Should().ContainSingle();
    }

    [Fact]
    public async Task Measure_FileIsCutOff_SaysHowFarItGoes()
    {
        await Clips.ThreeScenesAsync(File("whole.mp4"));
        var bytes = await System.IO.File.ReadAllBytesAsync(File("whole.mp4"));
        await System.IO.File.WriteAllBytesAsync(File("half.mp4"), bytes[..(bytes.Length / 2)]);

        var failure = (await MeasureAsync("half.mp4")).Failure!;

        failure.Code.Should().Be("video_cut_off");
        failure.Message.Should().Contain("of the 6.0 s");
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "a playlist would have ffmpeg open other files")]
    [InlineData("hello", "no media at all")]
    public async Task Measure_NoVideo_SaysSo(string content, string because)
    {
        await System.IO.File.WriteAllTextAsync(File("no.mp4"), content);

        var failure = (await MeasureAsync("no.mp4")).Failure!;
        failure.Code.Should().Be("not_a_video", because);
        failure.Detail.Should().NotContain(_folder.FullName, "folders of the server are nothing to its users");
    }

    [Fact]
    public async Task Measure_SoundWithoutPicture_IsNoVideo()
    {
        await Clips.MakeAsync(File("sound.mp4"), "-f", "lavfi", "-i", "sine=d=2");

        (await MeasureAsync("sound.mp4")).Failure!.Code.Should().Be("not_a_video");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    Task<MeasureResult> MeasureAsync(string name)
    {
        var options = Options.Create(new MediaOptions());
        return new ReferenceMeasurer(new(options), new(options)).MeasureAsync(File(name), new Progress<double>(), CancellationToken.None);
    }

    static bool IsNear(string color, int red, int green, int blue)
    {
        var value = Convert.ToInt32(color[1..], 16);
        return Math.Abs((value >> 16) - red) < 16 && Math.Abs((value >> 8 & 255) - green) < 16 && Math.Abs((value & 255) - blue) < 16;
    }
}
