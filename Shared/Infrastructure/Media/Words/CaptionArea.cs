using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Where captions stand. Pictures keep their words away from there.</summary>
internal static class CaptionArea
{
    /// <summary>
    /// Part of the frame's height, from below, that belongs to captions. Players of upright film cover its edge with
    /// controls.
    /// </summary>
    public static double Share(FrameSize size)
        => size.Width > size.Height ? 0.18 : size.Width < size.Height ? 0.22 : 0.2;

    /// <summary>Free space below the lowest line, as a part of the frame's height.</summary>
    public static double BottomMargin(FrameSize size) => size.Width < size.Height ? 0.07 : 0.03;
}
