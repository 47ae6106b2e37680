using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Text that was fitted into an area: its lines, and the type size at which all of them fit.</summary>
internal sealed class TextBlock
{
    /// <summary>Room above and below the baseline that Korean and Latin letters need, in type sizes.</summary>
    public const float Ascent = 0.9f;
    public const float Descent = 0.22f;

    const float ShrinkStep = 0.95f;

    /// <summary>Pixels. Below it nobody can read; an area that asks for less gets this and overflows.</summary>
    const float Smallest = 4;

    /// <summary>Down to this part of the largest size words stay whole; only below may a too wide word be cut.</summary>
    const float WholeWordShare = 0.5f;

    readonly Face face;

    TextBlock(Face face, IReadOnlyList<string> lines, float size, float leading)
    {
        this.face = face;
        Lines = lines;
        Size = size;
        Leading = leading;
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Type size in pixels.</summary>
    public float Size { get; }

    /// <summary>From baseline to baseline, in type sizes.</summary>
    public float Leading { get; }

    public float Height => HeightOf(Lines.Count, Size, Leading);

    public float Width => Lines.Select(face.Width).DefaultIfEmpty(0).Max() * Size;

    /// <summary>Finds the largest size, from <paramref name="largest"/> down, at which the text fits the area.</summary>
    public static TextBlock Fit(
        Face face, string text, float width, float height, float largest, float leading = 1.22f, int mostLines = int.MaxValue)
    {
        var drawable = face.Drawable(text);
        if (drawable.Count(character => character == '\n') >= mostLines)
        {
            drawable = drawable.Replace('\n', ' ');
        }

        for (var size = largest; ; size *= ShrinkStep)
        {
            if (size > largest * WholeWordShare && size > Smallest && !LineBreaker.KeepsWords(face, drawable, width / size))
            {
                continue;
            }

            var lines = LineBreaker.Break(face, drawable, width / size);
            // A single letter that is wider than the area cannot be broken either: then only a smaller size helps.
            if (size <= Smallest || lines.Count <= mostLines && HeightOf(lines.Count, size, leading) <= height
                && lines.All(line => face.Width(line) * size <= width))
            {
                return new(face, LineBreaker.Balance(face, drawable, width / size), size, leading);
            }
        }
    }

    /// <summary>Draws the block with its top at <paramref name="top"/>.</summary>
    /// <param name="align">0 sets the lines to the left of the area, 0.5 in its middle, 1 to its right.</param>
    public void Draw(SKCanvas canvas, float left, float top, float width, float align, SKPaint paint)
        => Draw(canvas, left, top, width, align, _ => paint);

    /// <param name="paintOf">What a line, counted from 0, is painted with.</param>
    /// <inheritdoc cref="Draw(SKCanvas, float, float, float, float, SKPaint)"/>
    public void Draw(SKCanvas canvas, float left, float top, float width, float align, Func<int, SKPaint> paintOf)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var x = left + (width - face.Width(Lines[i]) * Size) * align;
            face.Draw(canvas, Lines[i], x, top + (Ascent + i * Leading) * Size, Size, paintOf(i));
        }
    }

    static float HeightOf(int lines, float size, float leading) => lines == 0 ? 0 : ((lines - 1) * leading + Ascent + Descent) * size;
}
