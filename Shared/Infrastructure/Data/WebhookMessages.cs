using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Something that a workspace is told, and how far that has come.</summary>
public sealed record WebhookMessage
{
    public required Guid Id { get; init; }
    public required Guid WorkspaceId { get; init; }
    public required string Event { get; init; }
    public required Guid VideoId { get; init; }
    public required string Body { get; init; }

    /// <summary>pending, delivered or failed.</summary>
    public required string State { get; init; }
    public required int Round { get; init; }

    /// <summary>Since it was made, or replayed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Of a pending one, when it is tried next.</summary>
    public required DateTime DueAt { get; init; }
    public required DateTime CreatedAt { get; init; }
}

/// <summary>One try to bring a message to an endpoint.</summary>
/// <param name="Status">What the endpoint answered; <see langword="null"/> when it did not.</param>
/// <param name="Error">Why there was no answer.</param>
/// <param name="RetryAfter">How long the endpoint asked for a pause.</param>
public sealed record WebhookAttempt(string Url, int? Status, string? Error, TimeSpan Took, TimeSpan? RetryAfter = null)
{
    public bool HasArrived => Status is >= 200 and < 300;
}

/// <summary>What is told to workspaces: taken for a try, noted after it, and started again when it was lost.</summary>
public sealed class WebhookMessages(NpgsqlDataSource database)
{
    internal const string Columns = "id, workspace_id, event, video_id, body, state, round, attempts, due_at, created_at";

    /// <summary>Counts a try that is about to be made. It has ten minutes; after that the message counts as lost.</summary>
    /// <returns><see langword="null"/> when the round is over, or another has taken over.</returns>
    public async Task<WebhookMessage?> TakeAsync(WebhookRound round, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<WebhookMessage>(new CommandDefinition($"""
            update webhook_messages
               set attempts = attempts + 1, due_at = clock_timestamp() + interval '10 minutes'
             where id = @MessageId
               and round = @Round
               and state = 'pending'
            returning {Columns}
            """, round, cancellationToken: cancellationToken));
    }

    /// <summary>Writes down how a try went.</summary>
    /// <param name="again">After how long the next follows; <see langword="null"/> for no next.</param>
    public async Task NoteAsync(
        WebhookRound round, WebhookMessage message, WebhookAttempt attempt, TimeSpan? again, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into webhook_attempts (message_id, url, status, error, took)
            values (@Id, @Url, @Status, @Error, @Took)
            """, new { message.Id, attempt.Url, attempt.Status, attempt.Error, attempt.Took }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            update webhook_messages
               set state = @state, due_at = clock_timestamp() + coalesce(@again, interval '0')
             where id = @MessageId
               and round = @Round
               and state = 'pending'
            """, new
        {
            round.MessageId,
            round.Round,
            state = attempt.HasArrived ? "delivered" : again is null ? "failed" : "pending",
            again,
        }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes a new round of each started one whose next try is long overdue: it has lost its orchestration.</summary>
    public async Task RenewLostAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update webhook_messages
               set round = round + 1, due_at = clock_timestamp()
             where state = 'pending'
               and started_round = round
               and due_at < clock_timestamp() - interval '15 minutes'
            """, cancellationToken: cancellationToken));
    }

    /// <summary>Forgets what is older than 30 days and over.</summary>
    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from webhook_messages
             where created_at < clock_timestamp() - interval '30 days'
               and state <> 'pending'
            """, cancellationToken: cancellationToken));
    }

    /// <summary>Rounds that are stored and not started, those first that are due first.</summary>
    public async Task<IReadOnlyList<WebhookRound>> ListNotStartedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<WebhookRound>(new CommandDefinition("""
            select id as message_id, round
              from webhook_messages
             where state = 'pending'
               and started_round < round
             order by due_at
             limit 100
            """, cancellationToken: cancellationToken))).AsList();
    }

    public async Task NoteStartedAsync(WebhookRound round, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update webhook_messages set started_round = @Round where id = @MessageId and round = @Round", round, cancellationToken: cancellationToken));
    }

    /// <summary>Sends a message once more from the beginning, whatever became of it.</summary>
    /// <returns><see langword="null"/> when the workspace has no such message.</returns>
    public async Task<WebhookRound?> ReplayAsync(Guid workspaceId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<WebhookRound>(new CommandDefinition("""
            update webhook_messages
               set state = 'pending', round = round + 1, attempts = 0, due_at = clock_timestamp()
             where id = @id
               and workspace_id = @workspaceId
            returning id as message_id, round
            """, new { workspaceId, id }, cancellationToken: cancellationToken));
    }
}
