using VideoGen.Functions;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests;

public sealed class ProviderViewTests
{
    static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, "The provider serves this model until 2027-01-23 only.")]
    [InlineData(0, "The provider serves this model until 2026-11-24 only.")]
    [InlineData(-1, "The provider has served this model until 2026-11-23.")]
    public void Of_ModelsSunset_WarnsSixtyDaysBefore(int daysLeft, string? warning)
        => ModelView.Of("luma", Providers.ScriptedProvider.Model("m", 1) with { Sunset = Today.AddDays(daysLeft) }, isFirst: true, circuit: null, Today)
            .Warning.Should().Be(warning);
}
