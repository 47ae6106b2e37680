using Dapper;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Forgets finished instances; their history goes with them. Others are never touched.</summary>
sealed class Purge(DurableDatabase database)
{
    /// <summary>Instances deleted by one statement, so that none of them runs long.</summary>
    const int Batch = 500;

    public async Task<int> OneAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            with recursive family as (
              select id from durable.instance where id = @instanceId and status in ('completed', 'failed', 'terminated')
               union
              select child.id
                from durable.instance child
                join family on child.parent_id = family.id
               where @recursive
            )
            delete from durable.instance
             where id in (select id from family)
               and status in ('completed', 'failed', 'terminated')
            """, new { instanceId, recursive }, cancellationToken: cancellationToken));
    }

    public async Task<int> ManyAsync(PurgeInstancesFilter filter, bool recursive, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (true)
        {
            var ids = await NextAsync(filter, cancellationToken);
            foreach (var id in ids)
            {
                purged += await OneAsync(id, recursive, cancellationToken);
            }

            if (ids.Count < Batch)
            {
                return purged;
            }
        }
    }

    async Task<IReadOnlyList<string>> NextAsync(PurgeInstancesFilter filter, CancellationToken cancellationToken)
    {
        var asked = new InstanceFilter(filter.Statuses, filter.CreatedFrom, filter.CreatedTo);
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition($"""
            select id
              from durable.instance
             where status in ('completed', 'failed', 'terminated') {asked.Conditions}
             order by created_at
             limit @Batch
            """, new { Batch, asked.Statuses, asked.CreatedFrom, asked.CreatedTo }, cancellationToken: cancellationToken))).AsList();
    }
}
