using System.Diagnostics;
using Dapper;

namespace VideoGen.Money.Crash;

/// <summary>A video at each provider, made at the same time; the app is killed whenever one of them stands at a boundary.</summary>
sealed class Round(IReadOnlyList<MortalVideo> videos, Stage stage)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>For others to come to a boundary too, once one stands.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    readonly List<TimeSpan> _wentOnAfter = [];

    public IReadOnlyList<MortalVideo> Videos => videos;

    /// <summary>For each kill: from the restart to the next step.</summary>
    public IReadOnlyList<TimeSpan> WentOnAfter => _wentOnAfter;

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
        var stands = false;
        await UntilAsync(async () =>
        {
            foreach (var video in videos.Where(video => !video.IsOver))
            {
                await video.LookAsync();
            }

            stands = (await StandingAsync()).Any(one => one.Boundaries.Count > 0);
            return stands || videos.All(video => video.IsOver);
        }, "No boundary was reached");
        return stands;
    }

    async Task<IReadOnlyList<(MortalVideo Video, IReadOnlyList<Boundary> Boundaries)>> StandingAsync()
    {
        var held = await stage.Breakpoint.StandingAsync();
        var standing = new List<(MortalVideo, IReadOnlyList<Boundary>)>();
        foreach (var video in videos)
        {
            standing.Add((video, await video.StandingAsync(held)));
        }

        return standing;
    }

    async Task KillAsync()
    {
        var standing = await StandingAsync();
        await stage.App.KillAsync();
        await stage.Breakpoint.RollBackAsync();
        foreach (var (video, boundaries) in standing)
        {
            await video.CrossAsync(boundaries);
        }

        await stage.Audit.RememberAsync();
        var before = await StepsAsync();
        var clock = Stopwatch.StartNew();
        await stage.App.RestartAsync();
        await UntilAsync(async () => await StepsAsync() != before || await ReachesAsync(), "Nothing went on");
        _wentOnAfter.Add(clock.Elapsed);
    }

    /// <summary>Somebody stands at a boundary, or nothing is left to do but for a person.</summary>
    async Task<bool> ReachesAsync()
    {
        if ((await StandingAsync()).Any(one => one.Boundaries.Count > 0))
        {
            return true;
        }

        foreach (var video in videos)
        {
            await video.LookAsync();
        }

        return videos.All(video => video.IsOver);
    }

    async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"{otherwise}: {string.Join("; ", await Task.WhenAll(videos.Select(video => video.TellAsync())))}");
            }

            await Task.Delay(Pause);
        }
    }

    async Task<long> StepsAsync()
    {
        await using var connection = await stage.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from durable.history");
    }
}
