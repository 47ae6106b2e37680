using SkiaSharp;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

public sealed class TransitionTests(Studio studio) : IClassFixture<Studio>
{
    static readonly SKColor Dark = new(60, 60, 60);
    static readonly SKColor Bright = new(200, 200, 200);

    async Task<List<Picture>> FilmAsync(Transition transition) => await Studio.WatchAsync(
        await studio.FilmAsync($"{transition}.mp4", Studio.Scene(studio.Plain(Dark), 1, transition), Studio.Scene(studio.Plain(Bright), 2)),
        Studio.Small);

    [Fact]
    public async Task Cut_AtTheBorder_ChangesAtOnce()
    {
        var frames = await FilmAsync(Transition.Cut);

        frames[29].Centre.R.Should().BeCloseTo(60, 3);
        frames[30].Centre.R.Should().BeCloseTo(200, 3);
    }

    [Fact]
    public async Task Dissolve_HalfWay_IsHalfOfEach()
    {
        var frames = await FilmAsync(Transition.Dissolve);

        frames[29].Centre.R.Should().BeCloseTo(60, 3, "the overlap lies after the scene's own time");
        frames[37].Centre.R.Should().BeCloseTo(130, 5);
        frames[37].At(0.05, 0.5).R.Should().BeCloseTo(frames[37].At(0.95, 0.5).R, 2);
        frames[46].Centre.R.Should().BeCloseTo(200, 3);
        frames.Skip(30).Take(15).Select(frame => frame.Light(0.4, 0.6)).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Wipe_HalfWay_ShowsTheNewSceneAtTheLeft()
    {
        var frames = await FilmAsync(Transition.Wipe);

        frames[37].At(0.05, 0.5).R.Should().BeCloseTo(200, 4);
        frames[37].At(0.95, 0.5).R.Should().BeCloseTo(60, 4);
        frames[46].At(0.98, 0.5).R.Should().BeCloseTo(200, 4);
    }

    [Fact]
    public async Task Slide_HalfWay_PushesTheOldSceneOutToTheLeft()
    {
        var frames = await FilmAsync(Transition.Slide);

        frames[37].At(0.05, 0.5).R.Should().BeCloseTo(60, 4);
        frames[37].At(0.95, 0.5).R.Should().BeCloseTo(200, 4);
        frames[46].At(0.02, 0.5).R.Should().BeCloseTo(200, 4);
    }

    [Fact]
    public async Task FadeThroughBlack_AtTheBorder_IsBlackAndThenTheNewScene()
    {
        var frames = await FilmAsync(Transition.FadeThroughBlack);

        frames[14].Centre.R.Should().BeCloseTo(60, 3);
        frames[22].Centre.R.Should().BeInRange(15, 45);
        frames[29].Centre.R.Should().BeLessThan(4);
        frames[30].Centre.R.Should().BeLessThan(4);
        frames[37].Centre.R.Should().BeInRange(60, 140);
        frames[46].Centre.R.Should().BeCloseTo(200, 3);
    }

    [Fact]
    public async Task LastScene_WhateverItsTransition_EndsInBlack()
    {
        var frames = await FilmAsync(Transition.Cut);

        frames.Should().HaveCount(90);
        frames[74].Centre.R.Should().BeCloseTo(200, 3);
        frames[^1].Centre.R.Should().BeLessThan(4);
    }
}
