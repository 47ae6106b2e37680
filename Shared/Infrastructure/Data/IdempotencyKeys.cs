using System.Text.Json;
using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>An answer as it was first given.</summary>
public sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What stands under a key when a request with it comes in.</summary>
public abstract record KeyClaim
{
    /// <summary>Carry the request out, then <see cref="IdempotencyKeys.KeepAsync"/> or <see cref="IdempotencyKeys.ForgetAsync"/>.</summary>
    public sealed record Mine(KeyHold Hold) : KeyClaim;

    /// <summary>It is being carried out elsewhere.</summary>
    public sealed record Busy : KeyClaim;

    public sealed record Answered(KeptAnswer Answer) : KeyClaim;

    /// <summary>The key was used for another request.</summary>
    public sealed record Reused : KeyClaim;
}

/// <param name="NewId">For what the request creates; the same whenever the request is carried out again.</param>
/// <param name="Holder">Told apart, so that one who was taken for dead cannot answer in the place of its successor.</param>
public sealed record KeyHold(Guid WorkspaceId, string Key, Guid NewId, Guid Holder);

/// <summary>Sees to it that a request with an Idempotency-Key takes effect once, also over crashes and several processes.</summary>
public sealed class IdempotencyKeys(NpgsqlDataSource database)
{
    /// <summary>How long a holder is believed without a sign of life.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer is given again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <param name="request">A digest of all that makes the request what it is.</param>
    public async Task<KeyClaim> ClaimAsync(Guid workspaceId, string key, byte[] request, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var values = new { workspaceId, key, request, newId = Guid.CreateVersion7(), holder = Guid.NewGuid(), HeldFor };
        var newId = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            insert into idempotency_keys as k (workspace_id, key, request, new_id, holder, held_until)
            values (@workspaceId, @key, @request, @newId, @holder, clock_timestamp() + @HeldFor)
            on conflict (workspace_id, key) do update
               set holder = excluded.holder, held_until = excluded.held_until
             where k.status is null
               and k.request = excluded.request
               and k.held_until < clock_timestamp()
            returning new_id
            """, values, cancellationToken: cancellationToken));
        if (newId is { } id)
        {
            return new KeyClaim.Mine(new(workspaceId, key, id, values.holder));
        }

        var found = await connection.QuerySingleOrDefaultAsync<(byte[] Request, int? Status, string? Headers, byte[]? Body)>(new CommandDefinition("""
            select request, status, headers::text, body
              from idempotency_keys
             where workspace_id = @workspaceId
               and key = @key
            """, values, cancellationToken: cancellationToken));
        return found switch
        {
            // Forgotten in between: whoever asks again gets it.
            { Request: null } => new KeyClaim.Busy(),
            _ when !found.Request.AsSpan().SequenceEqual(request) => new KeyClaim.Reused(),
            { Status: { } status } => new KeyClaim.Answered(new(status, JsonSerializer.Deserialize<Dictionary<string, string>>(found.Headers!)!, found.Body!)),
            _ => new KeyClaim.Busy(),
        };
    }

    /// <summary>A sign of life.</summary>
    public Task RenewAsync(KeyHold hold, CancellationToken cancellationToken) => ExecuteAsync("""
        update idempotency_keys
           set held_until = clock_timestamp() + @HeldFor
         where workspace_id = @WorkspaceId
           and key = @Key
           and holder = @Holder
           and status is null
        """, hold, cancellationToken);

    public Task KeepAsync(KeyHold hold, KeptAnswer answer, CancellationToken cancellationToken) => ExecuteAsync("""
        update idempotency_keys
           set status = @Status, headers = @headers::jsonb, body = @Body
         where workspace_id = @WorkspaceId
           and key = @Key
           and holder = @Holder
           and status is null
        """, hold, cancellationToken, answer);

    /// <summary>Nothing was done: the key may be used anew, for a mended request, too.</summary>
    public Task ForgetAsync(KeyHold hold, CancellationToken cancellationToken) => ExecuteAsync("""
        delete from idempotency_keys
         where workspace_id = @WorkspaceId
           and key = @Key
           and holder = @Holder
           and status is null
        """, hold, cancellationToken);

    /// <summary>What was done is not known: a repeat carries the request out again, under the same id.</summary>
    public Task LetGoAsync(KeyHold hold, CancellationToken cancellationToken) => ExecuteAsync("""
        update idempotency_keys
           set held_until = '-infinity'
         where workspace_id = @WorkspaceId
           and key = @Key
           and holder = @Holder
           and status is null
        """, hold, cancellationToken);

    /// <returns>How many were old enough.</returns>
    public async Task<int> ForgetOldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "delete from idempotency_keys where created_at < clock_timestamp() - @KeptFor", new { KeptFor }, cancellationToken: cancellationToken));
    }

    async Task ExecuteAsync(string sql, KeyHold hold, CancellationToken cancellationToken, KeptAnswer? answer = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var values = new
        {
            hold.WorkspaceId, hold.Key, hold.Holder, HeldFor, answer?.Status, headers = JsonSerializer.Serialize(answer?.Headers), answer?.Body,
        };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
