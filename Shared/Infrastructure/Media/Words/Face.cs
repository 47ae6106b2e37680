using System.Globalization;
using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace VideoGen.Infrastructure.Media;

/// <summary>Glyphs in their places for a type size of 1; everything scales from there.</summary>
/// <param name="Width">The advance of the whole line.</param>
internal sealed record ShapedText(ushort[] Glyphs, SKPoint[] Places, float Width);

/// <summary>One typeface that is shaped by HarfBuzz. Safe to share between threads.</summary>
internal sealed class Face(SKTypeface typeface) : IDisposable
{
    /// <summary>Shaped at this size and scaled down: no rounding to whole pixels.</summary>
    const float ShapingSize = 256;

    readonly Lock gate = new();
    readonly SKShaper shaper = new(typeface);

    public ShapedText Shape(string text)
    {
        using var font = NewFont(ShapingSize);
        SKShaper.Result result;
        lock (gate)
        {
            result = shaper.Shape(text, font);
        }

        return new(
            Array.ConvertAll(result.Codepoints, glyph => (ushort)glyph),
            Array.ConvertAll(result.Points, point => new SKPoint(point.X / ShapingSize, point.Y / ShapingSize)),
            result.Width / ShapingSize);
    }

    /// <summary>Width of a line at type size 1.</summary>
    public float Width(string text) => text.Length == 0 ? 0 : Shape(text).Width;

    /// <summary>Leaves out what the typeface cannot draw, such as emoji: nothing is better than an empty box.</summary>
    public string Drawable(string text)
    {
        var kept = new StringBuilder(text.Length);
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (string.IsNullOrWhiteSpace(element))
            {
                kept.Append(element.Contains('\n', StringComparison.Ordinal) ? '\n' : ' ');
            }
            else if (!Shape(element).Glyphs.Contains((ushort)0))
            {
                kept.Append(element);
            }
        }

        return kept.ToString();
    }

    /// <returns>What of a text the typeface cannot draw, each once.</returns>
    public IReadOnlyList<string> Missing(string text) =>
    [
        .. text.EnumerateRunes()
            .Where(rune => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
                && typeface.GetGlyph(rune.Value) == 0)
            .Select(rune => rune.ToString())
            .Distinct(),
    ];

    /// <param name="x">Where the line begins.</param>
    /// <param name="tracking">Extra space after each glyph, in type sizes.</param>
    public void Draw(SKCanvas canvas, string text, float x, float baseline, float size, SKPaint paint, float tracking = 0)
    {
        var shaped = Shape(text);
        if (shaped.Glyphs.Length == 0)
        {
            return;
        }

        using var font = NewFont(size);
        using var builder = new SKTextBlobBuilder();
        var places = shaped.Places.Select((place, i) => new SKPoint((place.X + i * tracking) * size, place.Y * size)).ToArray();
        builder.AddPositionedRun(shaped.Glyphs, font, places);
        using var blob = builder.Build();
        canvas.DrawText(blob, x, baseline, paint);
    }

    public void Dispose()
    {
        shaper.Dispose();
        typeface.Dispose();
    }

    SKFont NewFont(float size) => new(typeface, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
    };
}
