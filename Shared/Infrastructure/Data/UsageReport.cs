using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

public enum UsageGroup
{
    Day,
    Brand,
    Provider,
    ApiKey,
}

/// <summary>What was spent under one heading, US dollars.</summary>
/// <param name="Group">
/// A day such as 2026-11-24 (UTC); a brand's id, or <c>references</c> for what no brand has ordered; a provider's name; or the id of the key that
/// let it be spent, <c>none</c> without one.
/// </param>
/// <param name="Name">The brand's name, also of one that is gone; or the key's, also of one that was revoked.</param>
/// <param name="SettledUsd">Really charged; what was refunded is not taken off.</param>
/// <param name="ReservedUsd">Set aside for attempts that are not over; unknown outcomes count.</param>
/// <param name="Attempts">Begun in the period.</param>
public sealed record UsageRow(string Group, string? Name, decimal SettledUsd, decimal ReservedUsd, decimal RefundedUsd, int Attempts);

/// <summary>Adds up the ledger; each entry counts on the day on which it was written.</summary>
public sealed class UsageReport(NpgsqlDataSource database)
{
    /// <param name="from">First day, UTC.</param>
    /// <param name="to">Last day, UTC.</param>
    public async Task<IReadOnlyList<UsageRow>> ReadAsync(
        Guid workspaceId, DateOnly from, DateOnly to, UsageGroup group, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<UsageRow>(new CommandDefinition("""
            with entries as (
              select case @group when 'day' then to_char(l.at at time zone 'utc', 'YYYY-MM-DD') when 'brand' then coalesce(l.brand_id::text, 'references')
                       when 'api_key' then coalesce(k.id::text, 'none') else l.provider end as heading,
                     case @group when 'brand' then l.brand_name when 'api_key' then k.name end as name,
                     l.kind, l.amount_usd,
                     l.kind = 'reserve' and not exists (
                       select from ledger c where c.render_job_id = l.render_job_id and c.kind in ('settle', 'release')) as open
                from ledger l
                -- The reservation knows whose it is; what closes it belongs to the same.
                left join ledger r on r.render_job_id = l.render_job_id and r.kind = 'reserve' and @group = 'api_key'
                left join api_keys k on k.id = r.api_key_id
               where l.workspace_id = @workspaceId
                 and l.at >= @begin
                 and l.at < @end)
            select heading as "group", max(name) as name,
                   coalesce(sum(amount_usd) filter (where kind = 'settle'), 0) as settled_usd,
                   coalesce(sum(amount_usd) filter (where open), 0) as reserved_usd,
                   coalesce(sum(amount_usd) filter (where kind = 'refund'), 0) as refunded_usd,
                   (count(*) filter (where kind = 'reserve'))::int as attempts
              from entries
             group by heading
             order by heading
            """, new
        {
            workspaceId,
            group = Spelling.Of(group),
            begin = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            end = to.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        }, cancellationToken: cancellationToken))).AsList();
    }
}
