using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// What a key may still let be spent in this calendar month (UTC). What is reserved counts for the key that last let its video spend.
/// </summary>
static class KeyCaps
{
    /// <summary>Of the key <c>k</c>. As with budgets, an attempt belongs to the month in which it was reserved.</summary>
    public const string SpentSql = $"""
        coalesce((
          select {Ledger.Net}
            from ledger r
            join ledger l on l.render_job_id = r.render_job_id
           where r.api_key_id = k.id
             and r.kind = 'reserve'
             and r.at >= date_trunc('month', clock_timestamp(), 'utc')
             and {Ledger.Counts}), 0)
        """;

    /// <summary>Until the transaction ends nobody else reserves for the key of this video. Taken after the brand's lock.</summary>
    /// <returns>US dollars; <see langword="null"/> when no key let the video spend, or one without a cap.</returns>
    public static async Task<decimal?> LockLeftAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
    {
        var key = await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            "select api_key_id from videos where id = @videoId", new { videoId }, cancellationToken: cancellationToken));
        return key is { } one ? await LockLeftOfKeyAsync(connection, one, cancellationToken) : null;
    }

    /// <returns>US dollars; <see langword="null"/> when the key has no cap.</returns>
    public static async Task<decimal?> LockLeftOfKeyAsync(NpgsqlConnection connection, Guid key, CancellationToken cancellationToken)
    {
        // Two statements: one that waits for the lock sees the ledger as it was before the wait.
        var capped = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select true from api_keys where id = @key and monthly_cap_usd is not null for no key update", new { key }, cancellationToken: cancellationToken));
        return capped
            ? await connection.ExecuteScalarAsync<decimal>(new CommandDefinition(
                $"select k.monthly_cap_usd - {SpentSql} from api_keys k where k.id = @key", new { key }, cancellationToken: cancellationToken))
            : null;
    }
}
