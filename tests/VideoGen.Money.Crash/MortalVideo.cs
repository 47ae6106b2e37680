using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using VideoGen.Domain;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>One video whose app is killed at some boundaries, and which is completed nevertheless.</summary>
sealed class MortalVideo(Course course, IReadOnlyList<Boundary> boundaries, Stage stage)
{
    const string NoAnswer = "create_slow";

    readonly List<Boundary> _left = [.. boundaries];
    readonly List<TimeSpan> _wentOnAfter = [];
    string _id = "";
    Stopwatch? _sinceKill;
    long _stepsAtKill;

    public Course Course => course;

    /// <summary>Where the app was killed.</summary>
    public IReadOnlyList<Boundary> Crossed => [.. boundaries.Except(_left)];

    /// <summary>The boundaries at which it would die now, as last seen.</summary>
    public IReadOnlyList<Boundary> Standing { get; private set; } = [];

    /// <summary>For each kill after which it had something to do: until its next step, boundary or question, with the start of the app.</summary>
    public IReadOnlyList<TimeSpan> WentOnAfter => _wentOnAfter;

    /// <summary>It is completed, and nothing runs for it any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it met its course's fault.</summary>
    public Task<bool> IsStruckAsync() => stage.Simulator.HasStruckAsync(course.Fault.Name, course.Provider);

    public async Task StartAsync(string language)
    {
        // Asked for first, so that the first order that is taken is the one that dies.
        var dies = _left.Any(one => one.Moment == Moment.Calling);
        if (dies)
        {
            await stage.Simulator.FaultAsync(NoAnswer, course.Provider, seconds: 600);
        }

        if (course.Fault.Name != NoAnswer || !dies)
        {
            await stage.Simulator.FaultAsync(course.Fault.Name, course.Provider, seconds: 1);
        }

        await HoldAsync();
        var input = await stage.App.Api.VideoInputAsync(language);
        (input["options"]!["providers"], input["max_cost_usd"]) = (new JsonArray(course.Provider), "500.00");
        _id = await stage.App.Api.StartVideoAsync(input);
    }

    /// <summary>Looks whether it has made a step since the kill, or stands at a boundary.</summary>
    /// <returns>Whether it stands.</returns>
    public async Task<bool> GoesOnAsync(IEnumerable<(string Provider, Boundary Boundary)> held)
    {
        var here = held.Where(one => one.Provider == course.Provider).Select(one => one.Boundary).ToList();
        if (await stage.Simulator.HasStruckAsync(NoAnswer, course.Provider))
        {
            here.Add(new(Steps.SubmitScene.Name, Moment.Calling));
        }

        Standing = [.. _left.Intersect(here)];
        if (_sinceKill is { } clock && (Standing.Count > 0 || await StepsAsync() != _stepsAtKill))
        {
            NoteThatItWentOn(clock);
        }

        return Standing.Count > 0;
    }

    /// <summary>The app was killed; where this video stood, it will not be again.</summary>
    public async Task CrossAsync()
    {
        _left.RemoveAll(Standing.Contains);
        (Standing, _stepsAtKill) = ([], await StepsAsync());
        // Who had not gone on since the kill before was perhaps held up by who stood there. Who never goes on is left to itself in the end.
        _sinceKill = IsOver ? null : Stopwatch.StartNew();
        await HoldAsync();
    }

    void NoteThatItWentOn(Stopwatch clock)
    {
        _wentOnAfter.Add(clock.Elapsed);
        _sinceKill = null;
    }

    /// <summary>A person looks at it, and does what it asks for.</summary>
    public async Task LookAsync()
    {
        if (IsOver)
        {
            return;
        }

        var video = await stage.Person.LookAsync(stage.App.Api, _id, course.Provider);
        IsOver = video.Status() == "completed" && await IsIdleAsync();
        if (_sinceKill is { } clock && (IsOver || video.WaitingFor() == "scene_resolution"))
        {
            NoteThatItWentOn(clock);
        }
    }

    public async Task<string> TellAsync() => $"{course.Provider}: {await stage.App.Api.VideoAsync(_id)}";

    Task HoldAsync() => stage.Breakpoint.SetAsync(course.Provider, _left);

    /// <summary>The last boundary lies behind the video's end: the result of the step that completed it.</summary>
    Task<bool> IsIdleAsync()
        => AskAsync<bool>("select not exists (select from durable.instance where id like @_id || '%' and status in ('pending', 'running'))");

    Task<long> StepsAsync() => AskAsync<long>("select count(*) from durable.history where instance_id like @_id || '%'");

    async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await stage.Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, new { _id }))!;
    }
}
