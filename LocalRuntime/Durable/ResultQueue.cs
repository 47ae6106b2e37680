using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Ends tasks and posts their results, those that come while others are being saved by one statement: it costs hardly more than for one.
/// </summary>
sealed class ResultQueue(GroupCommit commits)
{
    const string Post = """
        with done as (
          delete from durable.task t
           using unnest($1, $2, $3, $4, $5, $6) with ordinality as r (instance_id, execution, event_id, token, type, payload, place)
           where t.instance_id = r.instance_id and t.execution = r.execution and t.event_id = r.event_id and t.lease_token = r.token
          returning t.instance_id, t.execution, t.event_id, r.type, r.payload, r.place
        ), posted as (
          insert into durable.inbox (instance_id, execution, type, event_id, payload)
          select instance_id, execution, type, event_id, payload from done order by place
        )
        select place from done
        """;

    readonly ConcurrentQueue<Waiting> _waiting = [];
    int _isOnItsWay;

    /// <returns><see langword="false"/> when the lease was lost: nothing was written.</returns>
    /// <exception cref="NpgsqlException">It was refused; or the connection broke, and it is not known whether it was saved.</exception>
    public Task<bool> PostAsync(Result result)
    {
        var waiting = new Waiting(result, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Enqueue(waiting);
        if (Interlocked.Exchange(ref _isOnItsWay, 1) == 0)
        {
            _ = PostWaitingAsync();
        }

        return waiting.Saved.Task;
    }

    async Task PostWaitingAsync()
    {
        var together = new List<Waiting>();
        Script Gather()
        {
            // From here on others go with the next one.
            Interlocked.Exchange(ref _isOnItsWay, 0);
            while (_waiting.TryDequeue(out var waiting))
            {
                together.Add(waiting);
            }

            return Write(together);
        }

        if (!await TryPostAsync(together, Gather))
        {
            await Task.WhenAll(together.Select(waiting => TryPostAsync([waiting], () => Write([waiting]))));
        }
    }

    /// <returns><see langword="false"/> when PostgreSQL refused one of several.</returns>
    async Task<bool> TryPostAsync(List<Waiting> together, Func<Script> write)
    {
        try
        {
            var saved = await commits.RunAsync(write, ReadAsync) ?? [];
            for (var place = 0; place < together.Count; place++)
            {
                together[place].Saved.SetResult(saved.Contains(place + 1));
            }
        }
        catch (PostgresException exception) when (exception.InvariantSeverity == "ERROR" && together.Count > 1)
        {
            return false;
        }
        // Each of those who wait hears of it.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            together.ForEach(waiting => waiting.Saved.SetException(exception));
        }

        return true;
    }

    static async Task<HashSet<long>> ReadAsync(ScriptRows rows)
    {
        var places = new HashSet<long>();
        while (await rows.Current.ReadAsync())
        {
            places.Add(rows.Current.GetInt64(0));
        }

        return places;
    }

    static Script Write(List<Waiting> together)
    {
        var results = together.ConvertAll(waiting => waiting.Result);
        var script = new Script();
        script.AddQuery(
            Post,
            Value.Texts(results.Select(result => result.Task.InstanceId)),
            Value.Longs(results.Select(result => result.Task.Execution)),
            Value.Numbers(results.Select(result => (int?)result.Task.EventId)),
            Value.Tokens(results.Select(result => result.Task.Token)),
            Value.Texts(results.Select(result => result.Type)),
            Value.Texts(results.Select(result => result.Payload)));
        return script;
    }

    sealed record Waiting(Result Result, TaskCompletionSource<bool> Saved);
}

/// <summary>What came of an activity.</summary>
/// <param name="Task">The claim.</param>
/// <param name="Type"><see cref="EventType.TaskDone"/> or <see cref="EventType.TaskFailed"/>.</param>
/// <param name="Payload">JSON.</param>
sealed record Result(ClaimedTask Task, string Type, string? Payload)
{
    public static Result Failed(ClaimedTask task, TaskFailureDetails failure) => new(task, EventType.TaskFailed, FailureJson.Write(failure));
}
