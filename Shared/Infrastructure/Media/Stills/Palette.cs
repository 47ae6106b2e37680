using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>The colours of one picture, all from the brand's three. Words are legible on all of <see cref="Grounds"/>.</summary>
internal sealed record Palette
{
    /// <summary>WCAG's bounds for text of normal size, and for large text and marks.</summary>
    public const double TextContrast = 4.5;
    public const double MarkContrast = 3;

    // Between these lightnesses neither white nor black reads well.
    const float Darkest = 0.17f, DarkEnd = 0.43f, LightStart = 0.82f, Lightest = 0.965f;

    public required Tone Ground { get; init; }

    /// <summary>Where the ground's gradient ends.</summary>
    public required Tone GroundEnd { get; init; }

    /// <summary>Large shapes on the ground, near enough to it that words may run across.</summary>
    public required Tone Shape { get; init; }

    public required Tone Ink { get; init; }

    public required Tone SoftInk { get; init; }

    /// <summary>The brand's accent, as light or dark as the ground asks.</summary>
    public required Tone Accent { get; init; }

    /// <summary>The product's own colour; stands out from the ground.</summary>
    public required Tone Body { get; init; }

    public required Tone Cap { get; init; }

    public bool IsDark => Ground.Lightness < 0.6f;

    public IEnumerable<Tone> Grounds => [Ground, GroundEnd, Shape];

    public static Palette For(BrandColors colors, SegmentRole role, int variant)
    {
        var (primary, secondary, accent) = (Tone.Parse(colors.Primary), Tone.Parse(colors.Secondary), Tone.Parse(colors.Accent));
        return role switch
        {
            SegmentRole.Problem => Of(primary.Mute(0.45f).At(0.25f), secondary.Mute(0.4f).At(0.17f), colors),
            SegmentRole.Solution => Of(primary.Mute(0.2f).At(0.96f), Tone.Mix(primary, secondary, 0.5f).Mute(0.4f).At(0.87f), colors),
            // There are several benefits in a row; let them differ in their light.
            SegmentRole.Benefit when variant == 0 => Of(secondary.Mute(0.8f).At(0.33f), primary.Mute(0.8f).At(0.24f), colors),
            SegmentRole.Benefit => Of(accent.Mute(0.2f).At(0.955f), primary.Mute(0.35f).At(0.86f), colors),
            SegmentRole.Proof => Of(secondary.At(0.3f), primary.At(0.2f), colors),
            SegmentRole.Offer => Of(Legible(accent), Legible(Tone.Mix(accent, primary, 0.22f)), colors),
            _ => Of(Legible(primary), Legible(Tone.Mix(primary, secondary, 0.55f)), colors),
        };
    }

    /// <summary>Moves a colour away from the middle, where no ink reads.</summary>
    static Tone Legible(Tone tone) => tone.At(
        tone.Lightness < 0.66f ? Math.Clamp(tone.Lightness, Darkest, DarkEnd) : Math.Clamp(tone.Lightness, LightStart, Lightest));

    static Palette Of(Tone ground, Tone end, BrandColors colors)
    {
        var (primary, secondary, accent) = (Tone.Parse(colors.Primary), Tone.Parse(colors.Secondary), Tone.Parse(colors.Accent));
        var isDark = ground.Lightness < 0.6f;
        // Both ends of the gradient are on the same side of the middle, or no ink would do for both.
        end = isDark ? end.At(Math.Min(end.Lightness, DarkEnd)) : end.At(Math.Max(end.Lightness, LightStart));
        var shape = isDark ? ground.At(Math.Min(ground.Lightness + 0.05f, DarkEnd + 0.03f))
            : ground.At(Math.Max(ground.Lightness - 0.055f, LightStart - 0.04f));
        Tone[] grounds = [ground, end, shape];
        var ink = isDark ? primary.Mute(0.06f).At(0.985f) : primary.Mute(0.5f).At(0.2f);
        return new Palette
        {
            Ground = ground,
            GroundEnd = end,
            Shape = shape,
            Ink = ink,
            SoftInk = StandingOut(Tone.Mix(ink, ground, 0.25f), grounds, TextContrast, isDark),
            Accent = StandingOut(accent, grounds, MarkContrast, isDark),
            Body = isDark ? primary.Mute(0.16f).At(0.94f) : Strongest(primary, accent),
            Cap = isDark ? accent.At(Math.Clamp(accent.Lightness, 0.55f, 0.8f))
                : secondary.At(secondary.Lightness > 0.8f ? 0.93f : Math.Clamp(secondary.Lightness, 0.25f, 0.5f)),
        };
    }

    /// <summary>A pastel darkened is mud: where the primary colour is one, the accent stands in.</summary>
    static Tone Strongest(Tone primary, Tone accent) => primary.Lightness > 0.75f
        ? accent.At(Math.Clamp(accent.Lightness, 0.4f, 0.65f)) : primary.At(Math.Clamp(primary.Lightness, 0.3f, 0.6f));

    /// <summary>Lightens on dark and darkens on light until the contrast is reached.</summary>
    static Tone StandingOut(Tone tone, Tone[] grounds, double contrast, bool isDark)
    {
        while (grounds.Any(ground => Tone.Contrast(tone, ground) < contrast) && (isDark ? tone.Lightness < 1 : tone.Lightness > 0))
        {
            tone = tone.Shift(isDark ? 0.02f : -0.02f);
        }

        return tone;
    }
}
