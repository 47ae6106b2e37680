using CsCheck;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class StillPainterTests(Studio studio) : IClassFixture<Studio>
{
    static readonly Gen<string> Hex = Gen.Int[0, 0xffffff].Select(rgb => $"#{rgb:x6}");

    static StillBrief Brief(SegmentRole role = SegmentRole.Solution, string text = "물처럼 가볍게 스며드는 수분") => new(
        role, text, "a bottle", ShotSize.Medium, CameraAngle.EyeLevel, "한빛", "수분 세럼",
        new("#1f6f8b", "#99d5c9", "#ff8a5b"), Language.Korean, new(320, 180));

    byte[] Paint(StillBrief brief) => new StillPainter(studio.Fonts).Paint(brief);

    [Fact]
    public void Paint_SameBrief_GivesTheSameBytes()
        => Paint(Brief()).Should().Equal(Paint(Brief() with { }));

    [Fact]
    public void Paint_OtherAngleShotOrRole_GivesAnotherPicture()
    {
        StillBrief[] briefs =
        [
            Brief(), Brief(SegmentRole.Offer), Brief() with { ShotSize = ShotSize.CloseUp },
            Brief() with { CameraAngle = CameraAngle.Overhead }, Brief() with { CameraAngle = CameraAngle.Dutch }, Brief(text: "다른 말"),
        ];

        briefs.Select(brief => Convert.ToBase64String(Paint(brief))).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("onsaeum.example\n광고")]
    [InlineData("a\nb\nc\nd")]
    [InlineData("\n")]
    public void Paint_SeveralLinesInEveryRole_StillPaints(string text)
    {
        foreach (var role in Enum.GetValues<SegmentRole>())
        {
            Paint(Brief(role, text)).Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData(320, 180)]
    [InlineData(180, 320)]
    [InlineData(240, 240)]
    public void Paint_EveryRole_IsAPictureOfTheStillsSizeWithManyColors(int width, int height)
    {
        foreach (var role in Enum.GetValues<SegmentRole>())
        {
            using var picture = SKBitmap.Decode(Paint(Brief(role) with { Size = new(width, height) }));

            var size = CameraPath.StillSize(new(width, height));
            (picture.Width, picture.Height).Should().Be((size.Width, size.Height));
            picture.Pixels.Distinct().Count().Should().BeGreaterThan(1500, "{0} is no grey box", role);
        }
    }

    [Fact]
    public void Paint_LongestTextsAndOddNames_StillPaints()
    {
        var longest = new string('뷁', 80);
        foreach (var role in Enum.GetValues<SegmentRole>())
        {
            FluentActions.Invoking(
                () => Paint(Brief(role, text: longest) with { BrandName = "🌞", ProductName = longest })).Should().NotThrow();
            FluentActions.Invoking(() => Paint(Brief(role, text: "") with { Colors = new("red", "", "#12") })).Should().NotThrow();
        }
    }

    [Fact]
    public void PaletteFor_AnyBrandColors_KeepsWordsLegible() => Gen.Select(Hex, Hex, Hex, Gen.Enum<SegmentRole>(), Gen.Int[1, 40])
        .Sample((primary, secondary, accent, role, scene) =>
        {
            var palette = Palette.For(new(primary, secondary, accent), role, variant: scene % 2);

            foreach (var look in new[] { palette, Ticket.PaletteOf(palette) })
            {
                foreach (var ground in look.Grounds)
                {
                    Tone.Contrast(look.Ink, ground).Should().BeGreaterThanOrEqualTo(Palette.TextContrast);
                    Tone.Contrast(look.SoftInk, ground).Should().BeGreaterThanOrEqualTo(Palette.TextContrast);
                    Tone.Contrast(look.Accent, ground).Should().BeGreaterThanOrEqualTo(Palette.MarkContrast);
                }

                Tone.Contrast(Wording.InkOn(look.Accent), look.Accent).Should().BeGreaterThanOrEqualTo(Palette.TextContrast);
            }
        }, iter: 2000);

    [Fact]
    public void Tone_AnyColor_ComesBackAsItWas() => Hex.Sample(hex =>
    {
        var (given, back) = (SKColor.Parse(hex), Tone.Parse(hex).Color);
        back.Red.Should().BeCloseTo(given.Red, 2);
        back.Green.Should().BeCloseTo(given.Green, 2);
        back.Blue.Should().BeCloseTo(given.Blue, 2);
    }, iter: 500);

    [Fact]
    public void Group_AnyHeadline_PaintsNothingOutsideItsArea() => Gen.Select(
        Gen.OneOf(Gen.Char['가', '힣'], Gen.Const(' '), Gen.Char['A', 'z']).Array[1, 60], Gen.Int[150, 420], Gen.Int[60, 200], Gen.Bool)
        .Sample((letters, width, height, brand) =>
        {
            using var bitmap = new SKBitmap(new SKImageInfo(704, 396, SKColorType.Bgra8888, SKAlphaType.Premul));
            using var canvas = new SKCanvas(bitmap);
            canvas.Clear(SKColors.Empty);
            var area = SKRectI.Create(120, 80, width, height);

            new Wording(Stage.For(canvas, Brief(), new(704, 396)), studio.Fonts).Group(area, new string(letters), "수분 세럼", 12, 0, brand);

            for (var y = 0; y < bitmap.Height; y++)
            {
                for (var x = 0; x < bitmap.Width; x++)
                {
                    // A glyph may lean out of its box by a hair.
                    if (bitmap.GetPixel(x, y).Alpha > 40
                        && (x < area.Left - 4 || x > area.Right + 4 || y < area.Top - 2 || y > area.Bottom + 2))
                    {
                        Assert.Fail($"'{new string(letters)}' is painted at {x},{y}, outside of {area}.");
                    }
                }
            }
        }, iter: 15, threads: 1);

    [Theory]
    [InlineData("92%의 고객이 다시 구매했습니다", "92%", "92%의 고객이 다시 구매했습니다", 92.0)]
    [InlineData("24시간 촉촉", "24시간", "촉촉", null)]
    [InlineData("Loved by 12,000 drinkers", "12,000", "Loved by 12,000 drinkers", null)]
    public void Find_StatementWithANumber_TakesItOutOnlyWhereTheSentenceStaysWhole(
        string statement, string figure, string rest, double? percent)
        => KeyFigure.Find(statement).Should().Be(new KeyFigure(figure, rest, percent));

    [Fact]
    public void Find_StatementWithoutANumber_FindsNothing() => KeyFigure.Find("Loved by many").Should().BeNull();
}
