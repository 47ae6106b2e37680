using System.Text.Json.Nodes;
using Dapper;
using VideoGen.Testing;

namespace VideoGen.Money.Crash;

/// <summary>One video whose app is killed at some boundaries, and which is completed nevertheless.</summary>
sealed class MortalVideo(Course course, IReadOnlyList<Boundary> boundaries, Stage stage)
{
    const string NoAnswer = "create_slow";

    readonly List<Boundary> _left = [.. boundaries];
    string _id = "";

    public Course Course => course;

    /// <summary>Where the app was killed.</summary>
    public IReadOnlyList<Boundary> Crossed => [.. boundaries.Except(_left)];

    /// <summary>It is completed, and nothing runs for it any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it met its course's fault.</summary>
    public Task<bool> IsStruckAsync() => stage.Simulator.HasStruckAsync(course.Fault.Name, course.Provider);

    public async Task StartAsync(string language)
    {
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

    /// <returns>The boundaries at which it would die now.</returns>
    public async Task<IReadOnlyList<Boundary>> StandingAsync(IEnumerable<(string Provider, Boundary Boundary)> held)
    {
        var here = held.Where(one => one.Provider == course.Provider).Select(one => one.Boundary).ToList();
        if (await stage.Simulator.HasStruckAsync(NoAnswer, course.Provider))
        {
            here.Add(new(Domain.Steps.SubmitScene.Name, Moment.Calling));
        }

        return [.. _left.Intersect(here)];
    }

    /// <summary>It was killed there, and will not be again.</summary>
    public async Task CrossAsync(IEnumerable<Boundary> crossed)
    {
        _left.RemoveAll(crossed.Contains);
        await HoldAsync();
    }

    /// <summary>A person looks at it, and does what it asks for.</summary>
    public async Task LookAsync()
        => IsOver = IsOver || ((await stage.Person.LookAsync(stage.App.Api, _id, course.Provider)).Status() == "completed" && await IsIdleAsync());

    public async Task<string> TellAsync() => $"{course.Provider}: {await stage.App.Api.VideoAsync(_id)}";

    Task HoldAsync() => stage.Breakpoint.SetAsync(course.Provider, _left);

    /// <summary>The last boundary lies behind the video's end: the result of the step that completed it.</summary>
    async Task<bool> IsIdleAsync()
    {
        await using var connection = await stage.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<bool>(
            "select not exists (select from durable.instance where id like @_id || '%' and status in ('pending', 'running'))", new { _id });
    }
}
