using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>A try, as the log shows it.</summary>
public sealed record LoggedAttempt(string Url, int? Status, string? Error, TimeSpan Took, DateTime At);

public sealed record LoggedMessage(WebhookMessage Message, IReadOnlyList<LoggedAttempt> Attempts);

/// <summary>Reads what a workspace was told, with every try.</summary>
public sealed class WebhookLog(NpgsqlDataSource database)
{
    /// <inheritdoc cref="PageRequest"/>
    public async Task<IReadOnlyList<LoggedMessage>> ListAsync(Guid workspaceId, PageRequest page, CancellationToken cancellationToken)
        => await ReadAsync($"""
            select {WebhookMessages.Columns}
              from webhook_messages
             where workspace_id = @workspaceId
               and (created_at, id) < (@Before, @BeforeId)
             order by created_at desc, id desc
             limit @Take
            """, new { workspaceId, page.Before, page.BeforeId, page.Take }, cancellationToken);

    public async Task<LoggedMessage> GetAsync(Guid id, CancellationToken cancellationToken)
        => (await ReadAsync($"select {WebhookMessages.Columns} from webhook_messages where id = @id", new { id }, cancellationToken)).Single();

    async Task<IReadOnlyList<LoggedMessage>> ReadAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var messages = (await connection.QueryAsync<WebhookMessage>(new CommandDefinition(sql, values, cancellationToken: cancellationToken))).AsList();
        var attempts = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select message_id, url, status, error, took, at
              from webhook_attempts
             where message_id = any(@ids)
             order by message_id, id
            """, new { ids = messages.Select(message => message.Id).ToArray() }, cancellationToken: cancellationToken)))
            .ToLookup(row => row.MessageId, row => new LoggedAttempt(row.Url, row.Status, row.Error, row.Took, row.At));
        return [.. messages.Select(message => new LoggedMessage(message, [.. attempts[message.Id]]))];
    }

    sealed record Row
    {
        public required Guid MessageId { get; init; }
        public required string Url { get; init; }
        public int? Status { get; init; }
        public string? Error { get; init; }
        public required TimeSpan Took { get; init; }
        public required DateTime At { get; init; }
    }
}
