namespace VideoGen.Runtime.Crash.Tests;

public sealed class CrashRunTests(ITestOutputHelper output)
{
    /// <summary>The short run; longer ones: <c>dotnet run --project tests/VideoGen.Runtime.Crash -- --instances 500 --minutes 3</c>.</summary>
    [Fact]
    public async Task Workers_KilledPausedAndCutOff_NothingIsLostOrDoneTwice()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var plan = new CrashPlan(Seed: 11, Instances: 60, Time: TimeSpan.FromSeconds(20), Workers: 2);

        var report = await CrashRun.RunAsync(plan, output.WriteLine, limit.Token);

        report.Wrongs.Should().BeEmpty();
        report.Faults.Values.Sum().Should().BeGreaterThan(8, "otherwise nothing was put to the test");
    }
}
