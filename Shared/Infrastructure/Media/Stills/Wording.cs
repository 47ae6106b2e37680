using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>Sets the words of a picture: a line with the brand, the headline, and what stands below it.</summary>
internal sealed class Wording(Stage stage, Fonts fonts)
{
    /// <summary>
    /// From above down: brand with a stroke of the accent, headline, smaller line; as one group in the middle of its
    /// area.
    /// </summary>
    /// <param name="area">Nothing leaves it.</param>
    /// <param name="largest">Type size of the headline, in <see cref="Stage.Unit"/>.</param>
    public void Group(SKRect area, string headline, string below, float largest, float align, bool brand = true)
    {
        var (unit, gap) = (stage.Unit, Math.Min(3.2f * stage.Unit, area.Height * 0.07f));
        // In a low area the headline is worth more than what accompanies it.
        (brand, below) = (brand && area.Height > 24 * unit, area.Height > 30 * unit ? below : "");
        var kicker = brand ? TextBlock.Fit(fonts.Bold, stage.Brief.BrandName, area.Width - 7 * unit, 5 * unit, 2.9f * unit, mostLines: 1)
            : null;
        var kickerHeight = kicker is null ? 0 : kicker.Height + gap;
        var small = below.Length == 0 ? null : TextBlock.Fit(
            fonts.Regular, below, area.Width, area.Height * 0.24f, Math.Max(3.1f * unit, Math.Min(4.2f, largest * 0.32f) * unit));
        var smallHeight = small is null ? 0 : small.Height + gap * 0.8f;
        var block = TextBlock.Fit(
            fonts.Bold, headline, area.Width, area.Height - kickerHeight - smallHeight, largest * unit, leading: 1.17f);

        var y = area.Top + (area.Height - kickerHeight - block.Height - smallHeight) / 2;
        if (kicker is not null)
        {
            Kicker(kicker, area, y, align);
            y += kickerHeight;
        }

        Headline(block, area, y, align);
        if (small is not null)
        {
            using var soft = Paint(stage.Palette.SoftInk);
            small.Draw(stage.Canvas, area.Left, y + block.Height + gap * 0.8f, area.Width, align, soft);
        }
    }

    /// <summary>A headline whose last line has the accent, when there are more.</summary>
    void Headline(TextBlock block, SKRect area, float top, float align)
    {
        using var ink = Paint(stage.Palette.Ink);
        using var accent = Paint(stage.Palette.Accent);
        SKPaint PaintOf(int line) => block.Lines.Count > 1 && line == block.Lines.Count - 1 ? accent : ink;
        block.Draw(stage.Canvas, area.Left, top, area.Width, align, PaintOf);
    }

    void Kicker(TextBlock kicker, SKRect area, float top, float align)
    {
        var (unit, bar) = (stage.Unit, 5 * stage.Unit);
        var left = area.Left + (area.Width - kicker.Width - bar - 2 * unit) * align;
        using var accent = Paint(stage.Palette.Accent);
        stage.Canvas.DrawRoundRect(
            SKRect.Create(left, top + TextBlock.Ascent * kicker.Size * 0.62f - 0.35f * unit, bar, 0.7f * unit), 0.35f * unit,
            0.35f * unit, accent);
        using var ink = Paint(stage.Palette.SoftInk);
        kicker.Draw(stage.Canvas, left + bar + 2 * unit, top, kicker.Width, 0, ink);
    }

    /// <summary>
    /// A button with the first line of the text, as wide as it needs; what follows, such as a disclosure, is small print below it.
    /// </summary>
    public void Button(SKRect area, string text, float align)
    {
        var (label, smallPrint) = text.Split('\n', 2) is [var first, var rest] ? (first, rest) : (text, "");
        if (smallPrint.Length == 0)
        {
            LabelledButton(area, label, align);
            return;
        }

        var small = TextBlock.Fit(fonts.Regular, smallPrint, area.Width, area.Height * 0.3f, 3.2f * stage.Unit, mostLines: 2);
        var gap = 1.6f * stage.Unit;
        var button = LabelledButton(SKRect.Create(area.Left, area.Top, area.Width, area.Height - small.Height - gap), label, align);
        using var soft = Paint(stage.Palette.SoftInk);
        small.Draw(stage.Canvas, button.MidX - small.Width / 2, button.Bottom + gap, small.Width, 0.5f, soft);
    }

    SKRect LabelledButton(SKRect area, string text, float align)
    {
        var (unit, fill) = (stage.Unit, stage.Palette.Accent);
        var (padX, padY) = (4.2f * unit, 2f * unit);
        var block = TextBlock.Fit(fonts.Bold, text, area.Width - 2 * padX, area.Height - 2 * padY, 4.6f * unit, mostLines: 1);
        if (block.Size < 3.4f * unit)
        {
            block = TextBlock.Fit(fonts.Bold, text, area.Width - 2 * padX, area.Height - 2 * padY, 4.6f * unit, mostLines: 2);
        }

        var (width, height) = (block.Width + 2 * padX, block.Height + 2 * padY);
        var left = area.Left + (area.Width - width) * align;
        var button = SKRect.Create(left, area.Top + (area.Height - height) / 2, width, height);
        var round = Math.Min(height / 2, 5.2f * unit);

        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 1.6f * unit);
        using var shadow = new SKPaint { IsAntialias = true, MaskFilter = blur, Color = SKColors.Black.WithAlpha(70) };
        stage.Canvas.DrawRoundRect(SKRect.Create(left, button.Top + 1.1f * unit, width, height), round, round, shadow);
        using var plate = Paint(fill);
        stage.Canvas.DrawRoundRect(button, round, round, plate);
        using var ink = Paint(InkOn(fill));
        block.Draw(stage.Canvas, left + padX, button.Top + padY, block.Width, 0.5f, ink);
        return button;
    }

    /// <summary>Black or white of the colour's own hue, whichever reads better.</summary>
    public static Tone InkOn(Tone fill)
    {
        var (dark, light) = (fill.Mute(0.2f).At(0.08f), fill.Mute(0).At(1));
        return Tone.Contrast(dark, fill) > Tone.Contrast(light, fill) ? dark : light;
    }

    public static SKPaint Paint(Tone tone) => new() { IsAntialias = true, Color = tone.Color };
}
