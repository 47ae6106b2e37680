using System.Text;
using Dapper;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What clients write: new instances and messages to them.</summary>
sealed class InstanceStore(DurableDatabase database)
{
    /// <summary>Starts an instance; a finished one of the same id is replaced.</summary>
    /// <param name="startAt">Not before this time; <see langword="null"/> is at once.</param>
    /// <returns><see langword="false"/> when an instance of this id has not finished; nothing was written.</returns>
    public Task<bool> TryStartAsync(
        string instanceId, string name, string version, string? input, DateTimeOffset? startAt, CancellationToken cancellationToken)
        => database.ChangeAsync(async connection =>
        {
            var parameters = new { instanceId, name, version, input, startAt = startAt?.UtcDateTime };
            await connection.ExecuteAsync(new CommandDefinition("""
                delete from durable.instance where id = @instanceId and status in ('completed', 'failed', 'terminated')
                """, parameters, cancellationToken: cancellationToken));
            var started = await connection.ExecuteAsync(new CommandDefinition("""
                with fresh as (
                  insert into durable.instance (id, name, version, input, start_at)
                  values (@instanceId, @name, @version, @input, coalesce(@startAt, clock_timestamp()))
                  on conflict do nothing
                  returning id, execution, start_at
                )
                insert into durable.inbox (instance_id, execution, type, visible_at)
                select id, execution, 'started', start_at from fresh
                """, parameters, cancellationToken: cancellationToken));
            return started == 1 ? Changes.Turns : Changes.None;
        }, cancellationToken);

    /// <summary>
    /// Posts a message to an instance that has not finished. One that has not begun gets it when it begins. What is suspended cannot be
    /// suspended again.
    /// </summary>
    public Task<Posted> PostAsync(string instanceId, string type, string? name, string? payload, CancellationToken cancellationToken)
        => PostAsync(instanceId, """
            insert into durable.inbox (instance_id, type, name, payload, visible_at)
            values (@instanceId, @type, @name, @payload,
                    greatest(clock_timestamp(), (select start_at from durable.instance where id = @instanceId)))
            """, new { instanceId, type, name, payload },
            status => type != EventType.Suspended || status != InstanceStatus.Suspended, cancellationToken);

    public Task<Posted> ResumeAsync(string instanceId, CancellationToken cancellationToken)
        => PostAsync(instanceId, """
            insert into durable.inbox (instance_id, type) values (@instanceId, 'resumed')
            """, new { instanceId }, status => status == InstanceStatus.Suspended, cancellationToken);

    /// <summary>Asks for the end, at once even of an instance that is to begin later.</summary>
    /// <param name="output">JSON.</param>
    /// <param name="recursive">Whether its children are terminated as well.</param>
    public Task<Posted> TerminateAsync(string instanceId, string? output, bool recursive, CancellationToken cancellationToken)
        => PostAsync(instanceId, """
            insert into durable.inbox (instance_id, type, name, payload) values (@instanceId, 'terminated', @scope, @output)
            """, new { instanceId, output, scope = recursive ? TerminateScope.Recursive : null }, _ => true, cancellationToken);

    async Task<Posted> PostAsync(
        string instanceId, string insert, object parameters, Func<string, bool> accepts, CancellationToken cancellationToken)
    {
        var posted = Posted.NoSuchInstance;
        await database.ChangeAsync(async connection =>
        {
            // The lock keeps the instance from being purged before the message is in. One that finishes meanwhile throws the message away.
            var status = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "select status from durable.instance where id = @instanceId for key share",
                new { instanceId }, cancellationToken: cancellationToken));
            if (status is null)
            {
                return Changes.None;
            }

            if (InstanceStatus.IsFinished(status) || !accepts(status))
            {
                posted = Posted.Refused;
                return Changes.None;
            }

            posted = Posted.Accepted;
            await connection.ExecuteAsync(new CommandDefinition(insert, parameters, cancellationToken: cancellationToken));
            return Changes.Turns;
        }, cancellationToken);
        return posted;
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
