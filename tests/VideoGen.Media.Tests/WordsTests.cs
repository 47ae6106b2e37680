using CsCheck;
using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class WordsTests(Studio studio) : IClassFixture<Studio>
{
    static readonly string[] Odd = ["24시간", "30%", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "hanbit.example,", "—", "I"];

    static readonly Gen<string> Word = Gen.OneOf(
        Gen.Char['가', '힣'].Array[1, 9].Select(letters => new string(letters)),
        Gen.Char['a', 'z'].Array[1, 14].Select(letters => new string(letters)),
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]));

    static readonly Gen<string> Text = Word.Array[1, 14].Select(words => string.Join(' ', words));

    [Fact]
    public void Fit_AnyText_StaysInItsAreaAndLosesNothing() => Gen.Select(Text, Gen.Float[60, 900], Gen.Float[40, 500], Gen.Float[10, 200])
        .Sample((text, width, height, largest) =>
        {
            var face = studio.Fonts.Bold;

            var block = TextBlock.Fit(face, text, width, height, largest);

            block.Size.Should().BeLessThanOrEqualTo(largest);
            block.Height.Should().BeLessThanOrEqualTo(height + 0.01f);
            block.Width.Should().BeLessThanOrEqualTo(width + 0.01f);
            string.Concat(block.Lines).Replace(" ", "", StringComparison.Ordinal).Should().Be(
                text.Replace(" ", "", StringComparison.Ordinal));
        }, iter: 60);

    [Fact]
    public void Balance_AnyText_CutsNoWordThatFitsALine() => Gen.Select(Text, Gen.Float[4, 20]).Sample((text, widest) =>
    {
        var face = studio.Fonts.Bold;
        var cut = text.Split(' ').Where(word => face.Width(word) > widest).ToArray();

        var lines = LineBreaker.Balance(face, text, widest);

        lines.Should().OnlyContain(line => face.Width(line) <= widest || line.Length == 1);
        lines.Should().HaveCount(LineBreaker.Break(face, text, widest).Count);
        if (cut.Length == 0)
        {
            string.Join(' ', lines).Should().Be(text);
        }
    }, iter: 60);

    [Fact]
    public void Balance_TwoLines_AreOfLikeLength()
    {
        var face = studio.Fonts.Bold;

        var lines = LineBreaker.Balance(face, "물처럼 가볍게 스며드는 수분", 10);

        lines.Should().Equal("물처럼 가볍게", "스며드는 수분");
    }

    [Fact]
    public void Shape_KoreanAndEnglish_FindsAGlyphForEveryLetter()
    {
        var shaped = studio.Fonts.Bold.Shape("다람쥐 헌 쳇바퀴에 타고파 The quick brown fox 0123456789 ₩%!?…");

        shaped.Glyphs.Should().NotContain((ushort)0);
        shaped.Width.Should().BeGreaterThan(20);
    }

    [Fact]
    public void Drawable_LettersThatNoFontHas_AreLeftOutAndNotDrawnAsBoxes()
        => studio.Fonts.Bold.Drawable("좋은 아침🌞 ok").Should().Be("좋은 아침 ok");

    [Fact]
    public void Draw_DecomposedKorean_DrawsTheSameAsComposed()
    {
        var composed = studio.Fonts.Regular.Shape("한글");

        var decomposed = studio.Fonts.Regular.Shape("\u1112\u1161\u11ab\u1100\u1173\u11af");

        decomposed.Glyphs.Should().Equal(composed.Glyphs);
    }

    [Fact]
    public void Split_LongNarration_GivesPagesOfTwoLinesThatFitAndSayItAll() => Gen.Select(Word.Array[1, 60], Gen.Double[1, 15])
        .Sample((words, seconds) =>
        {
            var face = studio.Fonts.Bold;
            var text = string.Join(' ', words);

            var pages = CaptionPager.Split(face, text, 800, 50, seconds);

            pages.Should().OnlyContain(page => page.Lines.Count <= 2 && page.Lines.Count > 0);
            pages.SelectMany(page => page.Lines.Select(line => face.Width(line) * page.Size)).Should().OnlyContain(
                width => width <= 800.1f);
            pages.Sum(page => page.Share).Should().BeApproximately(1, 1e-4);
            string.Concat(pages.SelectMany(page => page.Lines)).Replace(" ", "", StringComparison.Ordinal)
                .Should().Be(text.Replace(" ", "", StringComparison.Ordinal));
        }, iter: 20);

    [Fact]
    public void LayOver_TwoLinePage_StaysInTheCaptionArea()
    {
        foreach (var size in new[] { new FrameSize(640, 360), new FrameSize(360, 640), new FrameSize(400, 400) })
        {
            var frame = new Frame(size);
            frame.Y.Samples.Fill(100);

            new CaptionTrack(studio.Fonts.Bold, "아침마다 달라지는 피부를 느껴 보세요. Feel the change every single morning.", size, 6).LayOver(frame, 1);

            var captionTop = (int)(size.Height * (1 - CaptionArea.Share(size)));
            frame.Y.Samples[..(captionTop * size.Width)].ToArray().Should().AllBeEquivalentTo((byte)100);
            var area = frame.Y.Samples[(captionTop * size.Width)..].ToArray();
            area.Should().Contain(value => value > 220, "letters are white").And.Contain(value => value < 70, "their plate is dark");
        }
    }

    [Fact]
    public async Task RenderAnimaticAsync_CaptionsOnAndOff_AreSeenInTheLowerPartOnlyWhenOn()
    {
        var still = studio.Plain(SKColors.White);
        var storyboard = new Storyboard([new(1, SegmentRole.Hook, 1, "안녕하세요 여러분, 오늘도 반갑습니다", "", "", ShotSize.Medium, CameraMovement.Static,
            CameraAngle.EyeLevel, Transition.Cut)]);

        foreach (var (captions, name) in new[] { (true, "on.mp4"), (false, "off.mp4") })
        {
            await studio.Renderer.RenderAnimaticAsync(
                storyboard, [still], new(Studio.Small, captions, Sound: null), studio.File(name), null, CancellationToken.None);
        }

        var on = (await Studio.WatchAsync(studio.File("on.mp4"), Studio.Small))[14];
        var off = (await Studio.WatchAsync(studio.File("off.mp4"), Studio.Small))[14];
        on.Light(0, 0.8).Should().BeApproximately(off.Light(0, 0.8), 0.5);
        on.Light(0.82, 1).Should().BeLessThan(off.Light(0.82, 1) - 8);
        off.Light(0.82, 1).Should().BeGreaterThan(250);
    }
}
