using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>Entries in US dollars, always written in the transaction of what they pay for.</summary>
/// <remarks>
/// <c>reserve</c> is set aside before a provider is called; <c>settle</c> is what was really charged and takes its place, or
/// <c>release</c> gives it back, where it is proven that the attempt costs nothing; <c>refund</c> was given back after it was settled. What is
/// reserved and neither settled nor released counts as spent.
/// </remarks>
static class Ledger
{
    /// <summary>
    /// What entries <c>l</c> come to, US dollars; of those that <see cref="Counts"/>, it is what was settled or is still reserved.
    /// </summary>
    public const string Net = "sum(case when l.kind in ('release', 'refund') then -l.amount_usd else l.amount_usd end)";

    /// <summary>Of entries <c>l</c> all but reservations that were settled since.</summary>
    public const string Counts = "not (l.kind = 'reserve' and exists (select from ledger s where s.render_job_id = l.render_job_id and s.kind = 'settle'))";

    /// <summary>
    /// Entries move the cost on the video's row. Its lock comes before all others, here as everywhere, so that nobody waits in a circle.
    /// </summary>
    public static Task LockVideoAsync(NpgsqlConnection connection, Guid jobId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            select from videos
             where id = (select video_id from render_jobs where id = @jobId)
               for no key update
            """, new { jobId }, cancellationToken: cancellationToken));

    public static Task ReserveAsync(NpgsqlConnection connection, Guid jobId, decimal amountUsd, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into ledger (video_id, brand_id, api_key_id, render_job_id, provider, kind, amount_usd)
            select j.video_id, v.brand_id, v.api_key_id, j.id, j.provider, 'reserve', @amountUsd
              from render_jobs j
              join videos v on v.id = j.video_id
             where j.id = @jobId
            """, new { jobId, amountUsd }, cancellationToken: cancellationToken));

    /// <summary>Closes an attempt at what it really cost: settles that much, or gives the reservation back when it was nothing.</summary>
    /// <param name="chargedUsd"><see langword="null"/> when nobody knows: then all that was reserved counts as spent.</param>
    public static Task CloseAsync(NpgsqlConnection connection, Guid jobId, decimal? chargedUsd, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select video_id, brand_id, render_job_id, provider,
                   case when @chargedUsd = 0 then 'release' else 'settle' end,
                   case when @chargedUsd = 0 then amount_usd else coalesce(@chargedUsd, amount_usd) end
              from ledger l
             where l.render_job_id = @jobId
               and l.kind = 'reserve'
               and not exists (select from ledger c where c.render_job_id = l.render_job_id and c.kind in ('settle', 'release'))
            """, new { jobId, chargedUsd }, cancellationToken: cancellationToken));

    /// <summary>Gives back what was settled above <paramref name="chargedUsd"/>; a repetition changes nothing.</summary>
    public static Task RefundAsync(NpgsqlConnection connection, Guid jobId, decimal chargedUsd, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select video_id, brand_id, render_job_id, provider, 'refund', amount_usd - @chargedUsd
              from ledger
             where render_job_id = @jobId
               and kind = 'settle'
               and amount_usd > @chargedUsd
            on conflict (render_job_id, kind) do nothing
            """, new { jobId, chargedUsd }, cancellationToken: cancellationToken));
}
