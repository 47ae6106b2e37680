using System.Security.Cryptography;
using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A key of a program that calls the API; never its secret.</summary>
public sealed record ApiKey
{
    public required Guid Id { get; init; }
    public required Guid WorkspaceId { get; init; }
    public required string Name { get; init; }
    public required string[] ScopeWords { get; init; }
    public decimal? MonthlyCapUsd { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public DateTime? LastUsedAt { get; init; }

    /// <summary>In this calendar month (UTC), by videos that it let spend; reserved counts as spent.</summary>
    public decimal SpentThisMonthUsd { get; init; }

    internal byte[] SecretSha256 { get; init; } = [];

    /// <summary>It was not used in the last minute.</summary>
    internal bool UseIsNews { get; init; }

    public IReadOnlyList<Scope> Scopes => [.. ScopeWords.Select(Spelling.Parse<Scope>)];
}

public sealed record NewApiKey(
    Guid WorkspaceId, string Name, IReadOnlyList<Scope> Scopes, decimal? MonthlyCapUsd, DateTime? ExpiresAt, string CreatedBy);

/// <summary>Makes, knows and ends keys. One that is revoked is refused from the next request on: nothing of it is cached.</summary>
public sealed class ApiKeys(NpgsqlDataSource database)
{
    static readonly string Columns = $"""
        k.id, k.workspace_id, k.name, k.scopes as scope_words, k.monthly_cap_usd, k.created_by, k.created_at, k.expires_at, k.last_used_at,
        {KeyCaps.SpentSql} as spent_this_month_usd
        """;

    /// <summary>Whether a text is meant to be a key, whatever else is wrong with it.</summary>
    public static bool IsMeant(string text) => ApiKeyText.IsMeant(text);

    /// <returns>The key, and the text that its holder needs; it cannot be shown again.</returns>
    public async Task<(ApiKey Key, string Text)> AddAsync(NewApiKey key, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var text = ApiKeyText.Create(id);
        ApiKeyText.TryRead(text, out _, out var secretSha256);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var stored = await connection.QuerySingleAsync<ApiKey>(new CommandDefinition($"""
            with added as (
              insert into api_keys (id, workspace_id, name, secret_sha256, scopes, monthly_cap_usd, created_by, expires_at)
              values (@id, @WorkspaceId, @Name, @secretSha256, @scopes, @MonthlyCapUsd, @CreatedBy, @ExpiresAt)
              returning *)
            select {Columns} from added k
            """, new
        {
            id,
            key.WorkspaceId,
            key.Name,
            secretSha256,
            scopes = key.Scopes.Distinct().Order().Select(Spelling.Of).ToArray(),
            key.MonthlyCapUsd,
            key.CreatedBy,
            key.ExpiresAt,
        }, cancellationToken: cancellationToken));
        return (stored, text);
    }

    /// <returns>The key that this is the text of; <see langword="null"/> when it is none, has expired or was revoked.</returns>
    public async Task<ApiKey?> VerifyAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.TryRead(text, out var id, out var secretSha256))
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<ApiKey>(new CommandDefinition("""
            select id, workspace_id, name, scopes as scope_words, created_by, created_at, secret_sha256,
                   last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute' as use_is_news
              from api_keys
             where id = @id
               and revoked_at is null
               and (expires_at is null or expires_at > clock_timestamp())
            """, new { id }, cancellationToken: cancellationToken));
        if (key is null || !CryptographicOperations.FixedTimeEquals(key.SecretSha256, secretSha256))
        {
            return null;
        }

        if (key.UseIsNews)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update api_keys set last_used_at = clock_timestamp() where id = @id", new { id }, cancellationToken: cancellationToken));
        }

        return key;
    }

    /// <summary>Those that are not revoked, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ApiKey>(new CommandDefinition($"""
            select {Columns}
              from api_keys k
             where k.workspace_id = @workspaceId
               and k.revoked_at is null
             order by k.created_at desc, k.id desc
            """, new { workspaceId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns><see langword="false"/> when it is no key of the workspace, or revoked already.</returns>
    public async Task<bool> RevokeAsync(Guid workspaceId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update api_keys
               set revoked_at = clock_timestamp()
             where id = @id
               and workspace_id = @workspaceId
               and revoked_at is null
            """, new { workspaceId, id }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Whether anybody can look after any workspace by a key.</summary>
    public async Task<bool> IsAnyAdminAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (select from api_keys
                            where 'admin' = any(scopes)
                              and revoked_at is null
                              and (expires_at is null or expires_at > clock_timestamp()))
            """, cancellationToken: cancellationToken));
    }
}
