using System.Diagnostics;

namespace VideoGen.App.Tests;

static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task BeAsync(Func<Task<bool>> question)
    {
        var watch = Stopwatch.StartNew();
        while (!await question())
        {
            watch.Elapsed.Should().BeLessThan(Patience, "it should have come true by now");
            await Task.Delay(50);
        }
    }
}
