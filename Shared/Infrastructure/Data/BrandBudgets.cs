using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a brand may still spend in this calendar month (UTC). An attempt belongs to the month in which it was reserved.</summary>
public sealed class BrandBudgets(NpgsqlDataSource database)
{
    const string LeftSql = $"""
        select b.monthly_budget_usd - coalesce((
                 select {Ledger.Net}
                   from ledger r
                   join ledger l on l.render_job_id = r.render_job_id
                  where r.brand_id = b.id
                    and r.kind = 'reserve'
                    and r.at >= date_trunc('month', clock_timestamp(), 'utc')
                    and {Ledger.Counts}), 0)
          from brands b
         where b.id = @brandId
        """;

    /// <returns>US dollars; <see langword="null"/> when the brand has no budget.</returns>
    public async Task<decimal?> LeftAsync(Guid brandId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<decimal?>(new CommandDefinition(LeftSql, new { brandId }, cancellationToken: cancellationToken));
    }

    /// <returns><see langword="false"/> when there is no such brand.</returns>
    public async Task<bool> SetAsync(Guid brandId, decimal? monthlyBudgetUsd, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update brands
               set content = content || jsonb_build_object('monthly_budget_usd', @monthlyBudgetUsd::numeric::text),
                   version = version + 1, changed_at = clock_timestamp()
             where id = @brandId
            """, new { brandId, monthlyBudgetUsd }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>As <see cref="LeftAsync"/>, and until the transaction ends nobody else reserves for this brand.</summary>
    internal static async Task<decimal?> LockLeftAsync(NpgsqlConnection connection, Guid brandId, CancellationToken cancellationToken)
    {
        // Two statements: one that waits for the lock sees the ledger as it was before the wait.
        var limited = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select monthly_budget_usd is not null from brands where id = @brandId for no key update", new { brandId }, cancellationToken: cancellationToken));
        return limited
            ? await connection.ExecuteScalarAsync<decimal?>(new CommandDefinition(LeftSql, new { brandId }, cancellationToken: cancellationToken))
            : null;
    }
}
