using Dapper;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What clients write: new instances and messages to them.</summary>
sealed class InstanceStore(DurableDatabase database, GroupCommit commits)
{
    static readonly string[] Unfinished = [InstanceStatus.Pending, InstanceStatus.Running, InstanceStatus.Suspended];

    /// <summary>Starts an instance; a finished one of the same id is replaced.</summary>
    /// <param name="startAt">Not before this time; <see langword="null"/> is at once.</param>
    /// <param name="cancellationToken">It may have been started.</param>
    /// <returns><see langword="false"/> when an instance of this id has not finished; nothing was written.</returns>
    public async Task<bool> TryStartAsync(
        string instanceId,
        string name,
        string version,
        string? input,
        DateTimeOffset? startAt,
        TraceLink trace,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = await commits.RunAsync(Start(replaces: false), ReadAsync).WaitAsync(cancellationToken)
            || await commits.RunAsync(Start(replaces: true), ReadAsync).WaitAsync(cancellationToken);
        database.Tell(started ? Changes.Turns : Changes.None);
        return started;

        // An id is seldom in use; only then is it looked whether by a finished instance.
        Script Start(bool replaces)
        {
            var script = new Script();
            if (replaces)
            {
                script.Add(
                    "delete from durable.instance where id = $1 and status in ('completed', 'failed', 'terminated')", Value.Text(instanceId));
            }

            script.AddQuery("""
                with fresh as (
                  insert into durable.instance (id, name, version, input, start_at, trace_parent, trace_state, caller_span)
                  values ($1, $2, $3, $4, coalesce($5, clock_timestamp()), $6, $7, $8)
                  on conflict do nothing
                  returning id, execution, start_at
                ), mail as (
                  insert into durable.inbox (instance_id, execution, type, visible_at)
                  select id, execution, 'started', start_at from fresh
                )
                select exists (select from fresh)
                """,
                Value.Text(instanceId),
                Value.Text(name),
                Value.Text(version),
                Value.Text(input),
                Value.Time(startAt?.UtcDateTime),
                Value.Text(trace.Parent),
                Value.Text(trace.State),
                Value.Text(trace.CallerSpan));
            return script;
        }

        static async Task<bool> ReadAsync(ScriptRows rows) => await rows.Current.ReadAsync(CancellationToken.None) && rows.Current.GetBoolean(0);
    }

    /// <summary>
    /// Posts a message to an instance that has not finished. One that has not begun gets it when it begins. What is suspended cannot be
    /// suspended again.
    /// </summary>
    public Task<Posted> PostAsync(string instanceId, string type, string? name, string? payload, CancellationToken cancellationToken)
        => PostAsync(
            new
            {
                instanceId,
                type,
                name,
                payload,
                atOnce = false,
                accepting = type == EventType.Suspended ? [InstanceStatus.Pending, InstanceStatus.Running] : Unfinished,
            }, cancellationToken);

    public Task<Posted> ResumeAsync(string instanceId, CancellationToken cancellationToken)
        => PostAsync(
            new
            {
                instanceId,
                type = EventType.Resumed,
                name = (string?)null,
                payload = (string?)null,
                atOnce = true,
                accepting = new[] { InstanceStatus.Suspended },
            }, cancellationToken);

    /// <summary>Asks for the end, at once even of an instance that is to begin later.</summary>
    /// <param name="output">JSON.</param>
    /// <param name="recursive">Whether its children are terminated as well.</param>
    public Task<Posted> TerminateAsync(string instanceId, string? output, bool recursive, CancellationToken cancellationToken)
        => PostAsync(
            new
            {
                instanceId,
                type = EventType.Terminated,
                name = recursive ? TerminateScope.Recursive : null,
                payload = output,
                atOnce = true,
                accepting = Unfinished,
            }, cancellationToken);

    async Task<Posted> PostAsync(object message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // The lock keeps the instance from being purged before the message is in. One that finishes meanwhile throws the message away.
        var accepted = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition("""
            with target as (
              select id, start_at, status = any(@accepting) as accepts from durable.instance where id = @instanceId for key share
            ), mail as (
              insert into durable.inbox (instance_id, type, name, payload, visible_at)
              select id, @type, @name, @payload, case when @atOnce then clock_timestamp() else greatest(clock_timestamp(), start_at) end
                from target
               where accepts
            )
            select accepts from target
            """, message, cancellationToken: cancellationToken));
        database.Tell(accepted is true ? Changes.Turns : Changes.None);
        return accepted switch
        {
            null => Posted.NoSuchInstance,
            true => Posted.Accepted,
            false => Posted.Refused,
        };
    }
}

enum Posted
{
    /// <summary>The message is stored; the instance will see it.</summary>
    Accepted,

    /// <summary>Nothing was written.</summary>
    NoSuchInstance,

    /// <summary>The instance's status does not allow it; nothing was written.</summary>
    Refused,
}
