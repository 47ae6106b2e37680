using Dapper;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>What clients read.</summary>
sealed class InstanceReader(DurableDatabase database, DataConverter converter)
{
    /// <returns><see langword="null"/> when there is no such instance.</returns>
    public async Task<OrchestrationMetadata?> FindAsync(string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select id, name, status, created_at as createdat, updated_at as updatedat,
                   case when @withPayloads then input end as input,
                   case when @withPayloads then output end as output,
                   case when @withPayloads then custom_status end as customstatus
              from durable.instance
             where id = @instanceId
            """, new { instanceId, withPayloads }, cancellationToken: cancellationToken));
        return row is null ? null : ToMetadata(row, withPayloads);
    }

    /// <summary>What an instance was started with; <see langword="null"/> when there is no such instance.</summary>
    public async Task<Start?> FindStartAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Start>(new CommandDefinition("""
            select name, version, input from durable.instance where id = @instanceId
            """, new { instanceId }, cancellationToken: cancellationToken));
    }

    /// <summary>One page, by id.</summary>
    /// <param name="query">Which instances.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="pageSize">At least 1.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<OrchestrationMetadata>> ListAsync(
        OrchestrationQuery query, string? after, int pageSize, CancellationToken cancellationToken)
    {
        var filter = new InstanceFilter(query.Statuses, query.CreatedFrom, query.CreatedTo, query.InstanceIdPrefix);
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select id, name, status, created_at as createdat, updated_at as updatedat,
                   case when @FetchInputsAndOutputs then input end as input,
                   case when @FetchInputsAndOutputs then output end as output,
                   case when @FetchInputsAndOutputs then custom_status end as customstatus
              from durable.instance
             where id > @after {filter.Conditions}
             order by id
             limit @pageSize
            """, new
        {
            query.FetchInputsAndOutputs, after = after ?? "", pageSize, filter.Statuses, filter.CreatedFrom, filter.CreatedTo, filter.Prefix,
        }, cancellationToken: cancellationToken))).AsList();
        return new Page<OrchestrationMetadata>(
            rows.ConvertAll(row => ToMetadata(row, query.FetchInputsAndOutputs)),
            rows.Count == pageSize ? rows[^1].Id : null);
    }

    public static string ToWord(OrchestrationRuntimeStatus status) => Words.First(pair => pair.Value == status).Key;

    static readonly Dictionary<string, OrchestrationRuntimeStatus> Words = new()
    {
        [InstanceStatus.Pending] = OrchestrationRuntimeStatus.Pending,
        [InstanceStatus.Running] = OrchestrationRuntimeStatus.Running,
        [InstanceStatus.Suspended] = OrchestrationRuntimeStatus.Suspended,
        [InstanceStatus.Completed] = OrchestrationRuntimeStatus.Completed,
        [InstanceStatus.Failed] = OrchestrationRuntimeStatus.Failed,
        [InstanceStatus.Terminated] = OrchestrationRuntimeStatus.Terminated,
    };

    OrchestrationMetadata ToMetadata(Row row, bool withPayloads) => new(row.Name, row.Id)
    {
        RuntimeStatus = Words[row.Status],
        CreatedAt = row.CreatedAt,
        LastUpdatedAt = row.UpdatedAt,
        SerializedInput = row.Input,
        SerializedOutput = row.Output,
        SerializedCustomStatus = row.CustomStatus,
        DataConverter = withPayloads ? converter : null,
    };

    sealed record Row(
        string Id, string Name, string Status, DateTime CreatedAt, DateTime UpdatedAt, string? Input, string? Output, string? CustomStatus);
}

/// <param name="Input">JSON.</param>
sealed record Start(string Name, string Version, string? Input);
