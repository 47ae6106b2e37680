using System.Diagnostics;

namespace VideoGen.Money.Crash;

/// <summary>A video at each provider, made at the same time; the app is killed whenever one of them stands at a boundary.</summary>
sealed class Round(IReadOnlyList<MortalVideo> videos, Stage stage)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>For others to come to a boundary too, once one stands.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    public IReadOnlyList<MortalVideo> Videos => videos;

    public int Kills { get; private set; }

    public TimeSpan Took { get; private set; }

    public async Task MakeAsync(Func<string> language)
    {
        var clock = Stopwatch.StartNew();
        await stage.Simulator.ClearFaultsAsync();
        foreach (var video in videos)
        {
            await video.StartAsync(language());
        }

        while (await ReachAsync())
        {
            await Task.Delay(Gathering);
            await KillAsync();
        }

        Took = clock.Elapsed;
    }

    /// <returns><see langword="false"/> when all videos are over.</returns>
    async Task<bool> ReachAsync()
    {
        await UntilAsync(async () =>
        {
            foreach (var video in videos)
            {
                if (!await video.GoesOnAsync(await stage.Breakpoint.StandingAsync()))
                {
                    await video.LookAsync();
                }
            }

            return videos.Any(video => video.Standing.Count > 0) || videos.All(video => video.IsOver);
        });
        return videos.Any(video => !video.IsOver);
    }

    async Task KillAsync()
    {
        foreach (var video in videos)
        {
            await video.GoesOnAsync(await stage.Breakpoint.StandingAsync());
        }

        await stage.App.KillAsync();
        await stage.Breakpoint.RollBackAsync();
        await stage.Audit.RememberAsync();
        foreach (var video in videos)
        {
            await video.CrossAsync();
        }

        Kills++;
        await stage.App.RestartAsync();
    }

    async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"No boundary was reached: {string.Join("; ", await Task.WhenAll(videos.Select(video => video.TellAsync())))}");
            }

            await Task.Delay(Pause);
        }
    }
}
