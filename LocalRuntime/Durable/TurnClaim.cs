using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Claims one instance in the transaction that brings it mail, and reads all its mail with it.</summary>
static class TurnClaim
{
    /// <summary>What a <see cref="ClaimedTurn"/> consists of, in its order.</summary>
    public const string Columns = """
        id as instanceid, execution, name, version, status, input, parent_id as parentid, parent_name as parentname,
        parent_execution as parentexecution, parent_event_id as parenteventid, turn_attempts as attempts, turn_error as error,
        clock_timestamp() as now, lease_token as token, trace_parent as traceparent, trace_state as tracestate,
        caller_span as callerspan, started_at as startedat, events
        """;

    /// <summary>Most messages that one turn takes; the rest is for the next.</summary>
    public const int MostMail = 1000;

    /// <summary>What a <see cref="Message"/> consists of, of mail that is due, the start first, the rest as it fell due.</summary>
    const string Mail = """
        select id, execution, type, event_id as eventid, name, payload, visible_at as at
          from durable.inbox
         where instance_id = $1 and visible_at <= clock_timestamp()
         order by type <> 'started', visible_at, id
         limit $2
        """;

    /// <summary>
    /// Claims instance $1 by token $2 for $3, as a part of a statement. One that somebody has claimed, or is about to, is left alone.
    /// </summary>
    public const string One = $"""
        claim as (
          update durable.instance
             set lease_token = $2, leased_until = clock_timestamp() + $3, turn_attempts = turn_attempts + 1
           where id = (select id
                         from durable.instance
                        where id = $1 and leased_until <= clock_timestamp() and status in ('pending', 'running', 'suspended')
                          for no key update skip locked)
          returning {Columns}
        )
        """;

    public static void Add(Script script, string instanceId, Guid token, TimeSpan leaseTime) => script.AddQuery(
        $"with {One} select * from claim", Value.Text(instanceId), Value.Token(token), Value.Span(leaseTime));

    public static void AddMail(Script script, string instanceId) => script.AddQuery(Mail, Value.Text(instanceId), Value.Number(MostMail));

    /// <returns><see langword="null"/> when the instance was not free.</returns>
    public static async Task<ClaimedTurn?> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
        => await rows.ReadAsync(cancellationToken) && !rows.IsDBNull(0)
            ? new ClaimedTurn(
                rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), Text(rows, 5),
                Text(rows, 6), Text(rows, 7), rows.IsDBNull(8) ? null : rows.GetInt64(8), rows.IsDBNull(9) ? null : rows.GetInt32(9),
                rows.GetInt32(10), Text(rows, 11), rows.GetDateTime(12), rows.GetGuid(13), Text(rows, 14), Text(rows, 15), Text(rows, 16),
                rows.IsDBNull(17) ? null : rows.GetDateTime(17), rows.GetInt32(18))
            : null;

    public static async Task<IReadOnlyList<Message>> ReadMailAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var mail = new List<Message>();
        while (await rows.ReadAsync(cancellationToken))
        {
            mail.Add(new Message(
                rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt64(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetInt32(3),
                Text(rows, 4), Text(rows, 5), rows.GetDateTime(6)));
        }

        return mail;
    }

    static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
