using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class CameraTests(Studio studio) : IClassFixture<Studio>
{
    static readonly FrameSize Size = new(640, 360);

    // The spots are in the upper left quarter: coming nearer drives them out, and a camera that goes right sees them go left.
    [Theory]
    [InlineData(CameraMovement.Static, 0, 0)]
    [InlineData(CameraMovement.PushIn, -1, -1)]
    [InlineData(CameraMovement.PullOut, 1, 1)]
    [InlineData(CameraMovement.PanRight, -1, 0)]
    [InlineData(CameraMovement.PanLeft, 1, 0)]
    [InlineData(CameraMovement.TiltUp, 0, 1)]
    [InlineData(CameraMovement.TiltDown, 0, -1)]
    public async Task StillSource_EveryMovement_MovesThePictureTheRightWayAlongTheExactPath(CameraMovement movement, int right, int down)
    {
        var track = await CameraMeasure.DrawAsync(movement, Size, 40, studio.Folder);

        var (x, y) = (track.Seen[^1].X - track.Seen[0].X, track.Seen[^1].Y - track.Seen[0].Y);
        (Math.Abs(x) < 0.1 ? 0 : Math.Sign(x), Math.Abs(y) < 0.1 ? 0 : Math.Sign(y)).Should().Be((right, down));
        (Math.Abs(x) + Math.Abs(y)).Should().Match(way => movement == CameraMovement.Static || way > 15);
        track.RmsError.Should().BeLessThan(0.02);
    }

    [Fact]
    public async Task RenderSceneClipAsync_PushIn_KeepsThePathThroughTheEncoder()
    {
        var track = await CameraMeasure.FilmAsync(
            CameraMovement.PushIn, Size, 40, studio.Renderer, studio.Options, studio.Probe, studio.Folder);

        track.RmsError.Should().BeLessThan(0.05);
    }

    [Fact]
    public void AlwaysSeen_EveryMovement_IsInViewAboveTheCaptionsAllTheTime()
    {
        const double CaptionShare = 0.2;
        var (left, top, right, bottom) = CameraPath.AlwaysSeen(CaptionShare);

        foreach (var movement in Enum.GetValues<CameraMovement>())
        {
            for (var progress = 0.0; progress <= 1; progress += 0.05)
            {
                var view = CameraPath.At(movement, progress);
                view.Left.Should().BeInRange(0, left + 1e-9);
                view.Top.Should().BeInRange(0, top + 1e-9);
                (view.Left + view.Width).Should().BeInRange(right - 1e-9, 1 + 1e-9);
                (view.Top + view.Width * (1 - CaptionShare)).Should().BeGreaterThanOrEqualTo(bottom - 1e-9);
            }
        }
    }

    [Fact]
    public void StillSize_CommonFrames_AreExactlyATenthLarger()
    {
        CameraPath.StillSize(new(1920, 1080)).Should().Be(new FrameSize(2112, 1188));
        CameraPath.StillSize(new(640, 360)).Should().Be(new FrameSize(704, 396));
    }
}
