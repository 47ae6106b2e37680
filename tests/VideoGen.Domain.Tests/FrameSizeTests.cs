namespace VideoGen.Domain.Tests;

public sealed class FrameSizeTests
{
    [Theory]
    [InlineData(AspectRatio.Landscape, Resolution.P720, "1280x720")]
    [InlineData(AspectRatio.Landscape, Resolution.P1080, "1920x1080")]
    [InlineData(AspectRatio.Portrait, Resolution.P720, "720x1280")]
    [InlineData(AspectRatio.Portrait, Resolution.P1080, "1080x1920")]
    [InlineData(AspectRatio.Square, Resolution.P720, "720x720")]
    [InlineData(AspectRatio.Square, Resolution.P1080, "1080x1080")]
    public void Of_RatioAndResolution_IsTheUsualFrame(AspectRatio ratio, Resolution resolution, string size)
        => FrameSize.Of(ratio, resolution).ToString().Should().Be(size);
}
