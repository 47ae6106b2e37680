using Dapper;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Reads the history of an instance's present execution, for those who look after it.</summary>
sealed class HistoryReader(DurableDatabase database)
{
    public async Task<IReadOnlyList<HistoryEvent>> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<HistoryEvent>(new CommandDefinition("""
            select h.type, h.event_id as eventid, h.name, h.payload, h.at
              from durable.history h
              join durable.instance i on i.id = h.instance_id and i.execution = h.execution
             where i.id = @instanceId
             order by h.seq
            """, new { instanceId }, cancellationToken: cancellationToken))).AsList();
    }
}
