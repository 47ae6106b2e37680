using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Claims activities, keeps them, and takes their results; who lost his lease writes nothing.</summary>
sealed class TaskStore(DurableDatabase database, GroupCommit commits, ResultQueue results, IOptions<DurableEngineOptions> options)
{
    /// <summary>The instance's claim comes before its task.</summary>
    const string Finish = $"""
        with {TurnClaim.One}, done as (
          delete from durable.task
           where instance_id = $1 and execution = $4 and event_id = $5 and lease_token = $6
             and (select count(*) from claim) >= 0
          returning instance_id, execution, event_id
        ), posted as (
          insert into durable.inbox (instance_id, execution, type, event_id, payload)
          select instance_id, execution, $7, event_id, $8 from done
          returning id
        )
        select claim.*, exists (select from posted) from (values (1)) as always left join claim on true
        """;

    /// <param name="most">At least 1.</param>
    /// <param name="cancellationToken">A claim may have been made; its lease then runs out.</param>
    /// <returns>None when no activity waits.</returns>
    public async Task<IReadOnlyList<ClaimedTask>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<ClaimedTask>(new CommandDefinition("""
            update durable.task
               set lease_token = @token, visible_at = clock_timestamp() + @LeaseTime, attempt = attempt + 1
             where ctid = any (array(select ctid
                                       from durable.task
                                      where visible_at <= (select clock_timestamp())
                                      order by visible_at
                                      limit @most
                                        for update skip locked))
            returning instance_id as instanceid, execution, event_id as eventid, name, input, attempt, lease_token as token,
                      trace_parent as traceparent, trace_state as tracestate
            """, new { token = Guid.NewGuid(), options.Value.LeaseTime, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns><see langword="false"/> when the lease is lost: the activity is run elsewhere, or nobody wants it any more.</returns>
    public Task<bool> RenewAsync(ClaimedTask task, CancellationToken cancellationToken) => ChangeAsync(task, """
        update durable.task
           set visible_at = clock_timestamp() + $5
         where instance_id = $1 and execution = $2 and event_id = $3 and lease_token = $4
        """, [Value.Span(options.Value.LeaseTime)], cancellationToken);

    /// <summary>Gives an activity that was not finished to whoever comes next; the attempt does not count.</summary>
    public async Task<bool> HandBackAsync(ClaimedTask task, CancellationToken cancellationToken)
    {
        var isOurs = await ChangeAsync(task, """
            update durable.task
               set lease_token = null, visible_at = clock_timestamp(), attempt = attempt - 1
             where instance_id = $1 and execution = $2 and event_id = $3 and lease_token = $4
            """, [], cancellationToken);
        database.Tell(isOurs ? Changes.Tasks : Changes.None);
        return isOurs;
    }

    /// <summary>
    /// Ends the task and posts its result: both or neither, and once. The instance is claimed with it, if nobody has it.
    /// </summary>
    /// <param name="result">What came of the task.</param>
    /// <param name="turnToken">The instance's claim; <see langword="null"/>: it is left to others.</param>
    public async Task<Finished> FinishAsync(Result result, Guid? turnToken)
    {
        if (turnToken is null)
        {
            return new(await results.PostAsync(result), null);
        }

        var task = result.Task;
        var script = new Script();
        script.AddQuery(
            Finish,
            Value.Text(task.InstanceId),
            Value.Token(turnToken),
            Value.Span(options.Value.LeaseTime),
            Value.Long(task.Execution),
            Value.Number(task.EventId),
            Value.Token(task.Token),
            Value.Text(result.Type),
            Value.Text(result.Payload));
        TurnClaim.AddMail(script, task.InstanceId);
        return await commits.RunAsync(script, ReadFinishedAsync) ?? new(false, null);
    }

    static async Task<Finished?> ReadFinishedAsync(ScriptRows rows)
    {
        var claim = await TurnClaim.ReadAsync(rows.Current, CancellationToken.None);
        var isSaved = rows.Current.GetBoolean(rows.Current.FieldCount - 1);
        if (claim is null)
        {
            return new(isSaved, null);
        }

        await rows.NextAsync();
        return new(isSaved, new(claim, await TurnClaim.ReadMailAsync(rows.Current, CancellationToken.None)));
    }

    async Task<bool> ChangeAsync(ClaimedTask task, string sql, NpgsqlParameter[] more, CancellationToken cancellationToken)
    {
        var script = new Script();
        var change = script.Add(sql, [.. Key(task), .. more]);
        await script.RunAsync(database, cancellationToken);
        return change.RecordsAffected == 1;
    }

    static NpgsqlParameter[] Key(ClaimedTask task)
        => [Value.Text(task.InstanceId), Value.Long(task.Execution), Value.Number(task.EventId), Value.Token(task.Token)];
}

/// <param name="Saved"><see langword="false"/> when the lease was lost: no result was written.</param>
/// <param name="Next">The instance's turn, when it was claimed.</param>
sealed record Finished(bool Saved, Turn? Next);

/// <summary>An activity that this process runs.</summary>
/// <param name="Attempt">Claims so far, this one included.</param>
/// <param name="Token">The claim; who has another one writes nothing.</param>
/// <param name="TraceParent">The span of the step that waits for it; <see langword="null"/> when it is not traced.</param>
sealed record ClaimedTask(
    string InstanceId,
    long Execution,
    int EventId,
    string Name,
    string? Input,
    int Attempt,
    Guid Token,
    string? TraceParent,
    string? TraceState)
{
    /// <summary>Since when its place has not looked into the common queue; see <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long Since { get; init; } = Stopwatch.GetTimestamp();
}
