using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Webhooks;

namespace VideoGen.Infrastructure.Data;

/// <summary>Where a workspace wants to be told, and of what.</summary>
public sealed record WebhookEndpoint
{
    public required Guid WorkspaceId { get; init; }
    public required string Url { get; init; }
    public required string[] Events { get; init; }

    /// <summary>As its receiver has it; the one before as well while that still signs.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }
    public DateTime? PreviousUntil { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ChangedAt { get; init; }
}

/// <summary>One endpoint per workspace; its secret is sealed in the database.</summary>
public sealed class WebhookEndpoints(NpgsqlDataSource database, SecretBox box)
{
    const string Columns = """
        url, events, secret, created_at, changed_at,
        case when previous_until > clock_timestamp() then previous_secret end as previous_secret,
        case when previous_until > clock_timestamp() then previous_until end as previous_until
        """;

    /// <returns>The endpoint, and whether there was none before: then it has a new secret.</returns>
    public async Task<(WebhookEndpoint Endpoint, bool IsNew)> PutAsync(
        Guid workspaceId, string url, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var secret = box.Seal(WebhookSignature.NewSecret());
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition($"""
            insert into webhook_endpoints (workspace_id, url, events, secret)
            values (@workspaceId, @url, @events, @secret)
            on conflict (workspace_id) do update
               set url = @url, events = @events, changed_at = clock_timestamp()
            returning {Columns}
            """, new { workspaceId, url, events = events.Distinct().ToArray(), secret }, cancellationToken: cancellationToken));
        return (Open(workspaceId, row), row.Secret == secret);
    }

    public async Task<WebhookEndpoint?> FindAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from webhook_endpoints where workspace_id = @workspaceId", new { workspaceId }, cancellationToken: cancellationToken));
        return row is null ? null : Open(workspaceId, row);
    }

    /// <summary>Makes a new secret; the one before signs as well for another 24 hours.</summary>
    /// <returns><see langword="null"/> when there is no endpoint.</returns>
    public async Task<WebhookEndpoint?> RotateAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"""
            update webhook_endpoints
               set previous_secret = secret, previous_until = clock_timestamp() + interval '24 hours', secret = @secret, changed_at = clock_timestamp()
             where workspace_id = @workspaceId
            returning {Columns}
            """, new { workspaceId, secret = box.Seal(WebhookSignature.NewSecret()) }, cancellationToken: cancellationToken));
        return row is null ? null : Open(workspaceId, row);
    }

    /// <returns><see langword="false"/> when there is none.</returns>
    public async Task<bool> RemoveAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "delete from webhook_endpoints where workspace_id = @workspaceId", new { workspaceId }, cancellationToken: cancellationToken)) == 1;
    }

    WebhookEndpoint Open(Guid workspaceId, Row row) => new()
    {
        WorkspaceId = workspaceId,
        Url = row.Url,
        Events = row.Events,
        Secrets = [.. new[] { row.Secret, row.PreviousSecret }.OfType<string>().Select(box.Open)],
        PreviousUntil = row.PreviousUntil,
        CreatedAt = row.CreatedAt,
        ChangedAt = row.ChangedAt,
    };

    sealed record Row
    {
        public required string Url { get; init; }
        public required string[] Events { get; init; }
        public required string Secret { get; init; }
        public string? PreviousSecret { get; init; }
        public DateTime? PreviousUntil { get; init; }
        public required DateTime CreatedAt { get; init; }
        public required DateTime ChangedAt { get; init; }
    }
}
