using VideoGen.AppHost.Demo;
using VideoGen.AppHost.Simulation;

namespace VideoGen.AppHost.Tests;

public sealed class AccountsTests
{
    [Theory]
    [InlineData("7.20", 7.20, true)]
    [InlineData("7.2049", 7.20, true)]
    [InlineData("7.19", 7.20, false)]
    [InlineData("7.20", 8.40, false)]
    [InlineData("7.20", null, true)]
    public void Compare_BillAndLedger_SaysWhetherTheyAgreeToTheCent(string cost, double? usage, bool agree)
    {
        var before = new Accounts(new BillTotal(2, 2.40m), usage is null ? null : 10);
        var after = new Accounts(new BillTotal(8, 9.60m), usage is null ? null : 10 + (decimal)usage);

        using var output = new StringWriter();
        new DemoReport(output).Compare(before, after, Video(cost)).Should().Be(agree);

        output.ToString().Should().Contain("7.20 USD for 6 jobs").And.Contain(agree ? "They agree to the cent." : "THEY DIFFER.");
    }

    static Video Video(string cost)
        => new("1", "completed", new Progress(100, null, null, null, null), null, null, null, null, null, cost);
}
