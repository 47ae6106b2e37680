using SkiaSharp;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>One composition for each thing that a scene does for its viewer.</summary>
internal sealed class Scenes(Stage stage, Fonts fonts)
{
    readonly Wording wording = new(stage, fonts);

    string Headline => stage.Brief.OnScreenText.Trim().Length > 0 ? stage.Brief.OnScreenText.Trim() : stage.Brief.ProductName;

    /// <summary>What stands under the headline: the product's name, unless the headline is already that.</summary>
    string Below => Headline.Contains(stage.Brief.ProductName, StringComparison.OrdinalIgnoreCase) ? "" : stage.Brief.ProductName;

    public void Paint()
    {
        switch (stage.Brief.Role)
        {
            case SegmentRole.Hook: Hook(); break;
            case SegmentRole.Problem: Problem(); break;
            case SegmentRole.Proof: Proof(); break;
            case SegmentRole.Offer: Offer(); break;
            case SegmentRole.CallToAction: CallToAction(); break;
            default: Show(); break;
        }
    }

    /// <summary>Type as large as the picture, and the product only just coming in.</summary>
    void Hook()
    {
        var safe = stage.Safe;
        var words = stage.IsWide ? SKRect.Create(safe.Left, safe.Top, safe.Width * 0.74f, safe.Height)
            : SKRect.Create(safe.Left, safe.Top, safe.Width, safe.Height * 0.62f);
        var share = ProductPainter.WidthShare(ProductKinds.Of(stage.Brief));
        var spot = stage.IsWide
            ? new Spot(new(stage.Width * 0.88f, stage.Height * 1.04f), Math.Min(stage.Height * 0.95f, stage.Width * 0.36f / share))
            : new Spot(new(stage.Width * 0.6f, stage.Height * 1.04f),
                Math.Min(stage.Height * 1.02f - words.Bottom, stage.Width * 0.8f / share));
        Art(new(spot.Base.X, spot.Base.Y - spot.Height * 0.6f), () => ProductPainter.Paint(stage, spot, fonts.Bold, podium: false));
        wording.Group(words, Headline, "", stage.IsWide ? 21 : 18, 0);
    }

    /// <summary>Before the product: a dark body before the light, and thin rain.</summary>
    void Problem()
    {
        var arrangement = Arrangement.Of(stage, stage.IsWide ? 0.66f : 0.5f);
        var centre = stage.IsWide
            ? new SKPoint(stage.Mirrored ? stage.Width * 0.16f : stage.Width * 0.84f, stage.Height * 0.5f)
            : new SKPoint(stage.Width * 0.6f, stage.Height * 0.8f);
        var room = stage.IsWide ? (stage.Mirrored ? arrangement.Words.Left - centre.X : centre.X - arrangement.Words.Right)
            : centre.Y - arrangement.Words.Bottom;
        var radius = Math.Min(38 * stage.Unit, room - 4 * stage.Unit);
        Art(centre, () => Gloom.Paint(stage, centre, radius));
        wording.Group(arrangement.Words, Headline, "", 13, 0, brand: false);
    }

    /// <summary>Solution and benefit: product and words side by side.</summary>
    void Show()
    {
        var arrangement = Arrangement.Of(stage, stage.IsWide ? 0.58f : 0.4f);
        Art(Middle(arrangement.Product), () => ProductPainter.Paint(stage, arrangement.Product, fonts.Bold));
        wording.Group(arrangement.Words, Headline, Below, stage.IsWide ? 12.5f : 12, arrangement.Align);
    }

    void Proof()
    {
        if (KeyFigure.Find(Headline) is not { } key)
        {
            Show();
            return;
        }

        var safe = stage.Safe;
        var gauge = stage.IsWide ? new SKPoint(stage.Mirrored ? safe.Left + safe.Width * 0.27f : safe.Right - safe.Width * 0.27f, safe.MidY)
            : new SKPoint(stage.Width / 2, safe.Top + safe.Height * 0.36f);
        var radius = Math.Min(stage.IsWide ? safe.Height * 0.5f : safe.Height * 0.32f, safe.Width * (stage.IsWide ? 0.25f : 0.4f));
        Art(gauge, () => Gauge.Paint(stage, gauge, radius, key.Percent));
        var inner = radius * 1.42f;
        var figure = TextBlock.Fit(fonts.Bold, key.Figure, inner, inner * 0.6f, radius * 0.62f, mostLines: 1);
        using var ink = Wording.Paint(stage.Palette.Ink);
        figure.Draw(stage.Canvas, gauge.X - inner / 2, gauge.Y - figure.Size * 0.53f, inner, 0.5f, ink);
        var words = stage.IsWide
            ? SKRect.Create(stage.Mirrored ? gauge.X + radius + 6 * stage.Unit : safe.Left, safe.Top,
                safe.Width * 0.73f - radius - 6 * stage.Unit, safe.Height)
            : new SKRect(safe.Left, gauge.Y + radius * 1.2f + 3 * stage.Unit, safe.Right, safe.Bottom);
        wording.Group(words, key.Rest.Length > 0 ? key.Rest : stage.Brief.ProductName, "", 9.5f, stage.IsWide ? 0 : 0.5f, stage.IsWide);
    }

    /// <summary>A ticket in the ink's colour, with words in the ground's.</summary>
    void Offer()
    {
        var arrangement = Arrangement.Of(stage, stage.IsWide ? 0.6f : 0.46f);
        Art(Middle(arrangement.Product), () => ProductPainter.Paint(stage, arrangement.Product, fonts.Bold));
        var area = arrangement.Words;
        Ticket.Paint(stage, area);
        var inverse = stage with { Palette = Ticket.PaletteOf(stage.Palette) };
        area.Inflate(-6 * stage.Unit, -Math.Min(5 * stage.Unit, area.Height * 0.12f));
        new Wording(inverse, fonts).Group(area, Headline, Below, stage.IsWide ? 9.5f : 9, 0.5f);
    }

    /// <summary>The end card: who it is, what it is, and what to do now.</summary>
    void CallToAction()
    {
        var arrangement = Arrangement.Of(stage, stage.IsWide ? 0.6f : 0.5f);
        Art(Middle(arrangement.Product), () => ProductPainter.Paint(stage, arrangement.Product, fonts.Bold));
        var (area, align) = (arrangement.Words, stage.IsWide ? 0 : 0.5f);
        var hasButton = stage.Brief.OnScreenText.Trim().Length > 0;
        var button = hasButton ? Math.Min(area.Height * 0.42f, 17 * stage.Unit) : 0;
        var name = SKRect.Create(area.Left, area.Top, area.Width, area.Height - button);
        wording.Group(name, stage.Brief.BrandName, stage.Brief.ProductName, stage.IsWide ? 16 : 15, align, brand: false);
        if (hasButton)
        {
            wording.Button(SKRect.Create(area.Left, name.Bottom, area.Width, button), stage.Brief.OnScreenText, align);
        }
    }

    /// <summary>All that is not words; a Dutch angle tilts it, while words stay level.</summary>
    void Art(SKPoint light, Action subject)
    {
        stage.Canvas.Save();
        if (stage.Brief.CameraAngle == CameraAngle.Dutch)
        {
            Grounds.Paint(stage, light);
            stage.Canvas.RotateDegrees(stage.Mirrored ? 7 : -7, light.X, light.Y);
        }
        else
        {
            Grounds.Paint(stage, light);
        }

        subject();
        stage.Canvas.Restore();
        Grounds.PaintForeground(stage);
    }

    static SKPoint Middle(Spot spot) => new(spot.Base.X, spot.Base.Y - spot.Height * 0.55f);
}
