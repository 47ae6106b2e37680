using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>One video whose app is killed at each of some boundaries, and which is completed nevertheless.</summary>
/// <param name="boundaries">In the order in which a video comes to them; those that it does not come to any more are left out.</param>
sealed class MortalVideo(Course course, IReadOnlyList<Boundary> boundaries, Stage stage)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4), Pause = TimeSpan.FromMilliseconds(50);

    readonly List<Boundary> _crossed = [];
    readonly List<TimeSpan> _wentOnAfter = [];
    string _id = "";

    /// <summary>Where the app was killed.</summary>
    public IReadOnlyList<Boundary> Crossed => _crossed;

    /// <summary>For each kill: from the restart to the next step.</summary>
    public IReadOnlyList<TimeSpan> WentOnAfter => _wentOnAfter;

    public TimeSpan Took { get; private set; }

    public async Task MakeAsync(string language)
    {
        var clock = Stopwatch.StartNew();
        await stage.Simulator.FaultAsync(course.Fault.Name, course.Provider, seconds: 1);
        var input = await stage.App.Api.VideoInputAsync(language);
        (input["options"]!["providers"], input["max_cost_usd"]) = (new JsonArray(course.Provider), "500.00");
        await SetAsync(boundaries[0]);
        _id = await stage.App.Api.StartVideoAsync(input);
        for (var i = 0; i < boundaries.Count && await ReachAsync(boundaries[i]); i++)
        {
            await KillAsync(boundaries[i], boundaries.ElementAtOrDefault(i + 1));
            _crossed.Add(boundaries[i]);
        }

        await UntilAsync(async () => (await LookAsync()).Status() == "completed", "The video was not completed");
        await stage.Simulator.ClearFaultsAsync();
        Took = clock.Elapsed;
    }

    Task SetAsync(Boundary boundary)
        => boundary.Moment == Moment.Calling ? stage.Simulator.FaultAsync("create_slow", course.Provider, seconds: 600) : stage.Breakpoint.SetAsync(boundary);

    /// <returns><see langword="false"/> when the video does not come there any more.</returns>
    async Task<bool> ReachAsync(Boundary boundary)
    {
        var reached = false;
        await UntilAsync(async () =>
        {
            reached = boundary.Moment == Moment.Calling ? await IsCallingAsync() : await stage.Breakpoint.IsReachedAsync();
            // The last boundary lies behind the video's end: the result of the step that completed it.
            return reached || ((await LookAsync()).Status() == "completed" && await IsIdleAsync());
        }, $"{boundary} was not reached");
        if (!reached)
        {
            await stage.Breakpoint.ClearAsync();
        }

        return reached;
    }

    /// <param name="next">Set before the app runs again, which may come there at once.</param>
    async Task KillAsync(Boundary boundary, Boundary? next)
    {
        await stage.App.KillAsync();
        await stage.Breakpoint.ClearAsync();
        if (boundary.Moment == Moment.Calling)
        {
            await stage.Simulator.ClearFaultsAsync();
        }

        if (next is not null)
        {
            await SetAsync(next);
        }

        await stage.Audit.RememberAsync();
        var before = await StepsAsync();
        var clock = Stopwatch.StartNew();
        await stage.App.RestartAsync();
        await UntilAsync(async () => await StepsAsync() != before || await stage.Breakpoint.IsReachedAsync() || await AsksAsync(), "Nothing went on");
        _wentOnAfter.Add(clock.Elapsed);
    }

    async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"{otherwise}: {await stage.App.Api.VideoAsync(_id)}");
            }

            await Task.Delay(Pause);
        }
    }

    Task<JsonNode> LookAsync() => stage.Person.LookAsync(stage.App.Api, _id, course.Provider);

    async Task<bool> AsksAsync()
        => await stage.App.Api.VideoAsync(_id) is var video && (video.Status() == "completed" || video.WaitingFor() == "scene_resolution");

    async Task<bool> IsCallingAsync()
    {
        var calling = await AskAsync<long>("select count(*) from render_jobs where provider = @Provider and state = 'submitting' and called_at is not null");
        return calling > 0 && (await stage.Simulator.JobsAsync(course.Provider)).Count
            > await AskAsync<long>("select count(*) from render_jobs where provider = @Provider and provider_job_id is not null");
    }

    Task<bool> IsIdleAsync() => AskAsync<bool>("select not exists (select from durable.instance where status in ('pending', 'running'))");

    Task<long> StepsAsync() => AskAsync<long>("select count(*) from durable.history");

    async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await stage.Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, new { course.Provider }))!;
    }
}
