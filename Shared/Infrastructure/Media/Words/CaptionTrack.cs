using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>The caption of one scene: its pages one after the other, each faded in and out.</summary>
internal sealed class CaptionTrack
{
    const double Delay = 0.15;
    const double FadeSeconds = 0.18;

    readonly List<(double From, double To, CaptionBitmap Bitmap)> pages = [];

    /// <param name="seconds">How long the scene lasts.</param>
    public CaptionTrack(Face face, string text, FrameSize frame, double seconds)
    {
        var width = frame.Width * (frame.Width < frame.Height ? 0.84f : 0.8f);
        var (from, shown) = (Delay, Math.Max(0.1, seconds - 2 * Delay));
        foreach (var page in CaptionPager.Split(face, text, width, TypeSize(frame), shown))
        {
            var to = from + page.Share * shown;
            pages.Add((from, to, CaptionBitmap.Draw(face, page, frame)));
            from = to;
        }
    }

    /// <param name="second">Since the scene's start.</param>
    public void LayOver(Frame frame, double second)
    {
        foreach (var (from, to, bitmap) in pages)
        {
            if (second >= from && second < to)
            {
                var fade = Math.Min(FadeSeconds, (to - from) / 4);
                bitmap.LayOver(frame, (int)(255 * Math.Clamp(Math.Min((second - from) / fade, (to - second) / fade), 0, 1)));
            }
        }
    }

    /// <summary>As large as two lines with their plate and its soft edge fit the caption area, but no larger than reads well.</summary>
    static float TypeSize(FrameSize frame)
    {
        var area = frame.Height * (CaptionArea.Share(frame) - CaptionArea.BottomMargin(frame));
        return (float)Math.Min(area / 3.5, Math.Min(frame.Width, frame.Height) * 0.052);
    }
}
