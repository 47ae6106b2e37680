using System.Globalization;
using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>A colour in OKLab, where equal steps look equal: lightness 0 to 1, and two axes of hue.</summary>
internal readonly record struct Tone(float Lightness, float A, float B)
{
    static readonly Tone Unreadable = new(0.5f, 0, 0);

    /// <param name="hex">As <c>#rrggbb</c>; anything else is a middle grey, because a picture must not fail over a colour.</param>
    public static Tone Parse(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#'
            || !uint.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
        {
            return Unreadable;
        }

        var (r, g, b) = (Linear((rgb >> 16) & 255), Linear((rgb >> 8) & 255), Linear(rgb & 255));
        var l = MathF.Cbrt(0.41222147f * r + 0.53633254f * g + 0.05144599f * b);
        var m = MathF.Cbrt(0.2119035f * r + 0.6806995f * g + 0.10739696f * b);
        var s = MathF.Cbrt(0.0883025f * r + 0.28171884f * g + 0.6299787f * b);
        return new(
            0.21045426f * l + 0.7936178f * m - 0.004072047f * s,
            1.9779985f * l - 2.4285922f * m + 0.4505937f * s,
            0.025904037f * l + 0.78277177f * m - 0.80867577f * s);
    }

    public static Tone Mix(Tone first, Tone second, float share) => new(
        first.Lightness + (second.Lightness - first.Lightness) * share,
        first.A + (second.A - first.A) * share,
        first.B + (second.B - first.B) * share);

    public Tone At(float lightness) => this with { Lightness = Math.Clamp(lightness, 0, 1) };

    public Tone Shift(float lightness) => At(Lightness + lightness);

    /// <summary>Takes colour out: 0 leaves grey, 1 leaves all.</summary>
    public Tone Mute(float kept) => new(Lightness, A * kept, B * kept);

    /// <summary>The nearest colour that a screen has: what is too colourful for its lightness loses colour.</summary>
    public SKColor Color
    {
        get
        {
            var tone = this;
            for (var i = 0; i < 24 && !tone.IsInGamut; i++)
            {
                tone = tone.Mute(0.9f);
            }

            var (r, g, b) = tone.ToLinear();
            return new SKColor(Byte(r), Byte(g), Byte(b));
        }
    }

    public SKColor Veil(float opacity) => Color.WithAlpha((byte)Math.Round(255 * Math.Clamp(opacity, 0, 1)));

    /// <summary>Contrast as WCAG counts it, 1 to 21, of the colours that are really drawn.</summary>
    public static double Contrast(Tone first, Tone second)
    {
        var (a, b) = (Luminance(first.Color), Luminance(second.Color));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    static double Luminance(SKColor color) => 0.2126 * Linear(color.Red) + 0.7152 * Linear(color.Green) + 0.0722 * Linear(color.Blue);

    bool IsInGamut
    {
        get
        {
            var (r, g, b) = ToLinear();
            return Math.Min(r, Math.Min(g, b)) > -0.002f && Math.Max(r, Math.Max(g, b)) < 1.002f;
        }
    }

    (float R, float G, float B) ToLinear()
    {
        var l = MathF.Pow(Lightness + 0.39633778f * A + 0.21580376f * B, 3);
        var m = MathF.Pow(Lightness - 0.105561346f * A - 0.06385417f * B, 3);
        var s = MathF.Pow(Lightness - 0.08948418f * A - 1.2914855f * B, 3);
        return (
            4.0767417f * l - 3.3077116f * m + 0.23096993f * s,
            -1.268438f * l + 2.6097574f * m - 0.34131938f * s,
            -0.0041960863f * l - 0.7034186f * m + 1.7076147f * s);
    }

    static float Linear(uint value) => value / 255f is var v && v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);

    static byte Byte(float linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (byte)MathF.Round(255 * (value <= 0.0031308f ? 12.92f * value : 1.055f * MathF.Pow(value, 1 / 2.4f) - 0.055f));
    }
}
