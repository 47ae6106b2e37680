using CsCheck;

namespace VideoGen.Domain.Tests.Rules;

public sealed class SceneTimingTests
{
    [Fact]
    public void Fit_ALittleTooLong_IsScaled() => SceneTiming.Fit([6, 6], [1, 1], 10).Should().Equal(5, 5);

    [Fact]
    public void Fit_AnotherFilm_IsLeftToItsAuthor() => SceneTiming.Fit([10, 10], [1, 1], 10).Should().BeNull();

    [Fact]
    public void Fit_WordsThatNeedMore_GetItFromTheOthers() => SceneTiming.Fit([3, 7], [4.52, 1], 10).Should().Equal(4.6, 5.4);

    [Fact]
    public void Fit_Whatever_IsExactAndWithinTheRules()
    {
        var cases =
            from total in Gen.Int[10, 120]
            from wanted in Gen.Double[0.5, 14].List[1, 40]
            from least in Gen.Double[0, 6].Array[wanted.Count]
            select (total, wanted, least);

        cases.Sample(one =>
        {
            if (SceneTiming.Fit(one.wanted, one.least, one.total) is { } fitted)
            {
                fitted.Sum().Should().BeApproximately(one.total, 1e-6);
                fitted.Should().OnlyContain(seconds => seconds >= SceneRules.ShortestSceneSeconds && seconds <= SceneRules.LongestSceneSeconds);
                fitted.Zip(one.least).Should().OnlyContain(pair => pair.First >= pair.Second - 1e-6);
            }
        });
    }
}
