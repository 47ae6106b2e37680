using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>Entries in US dollars, always written in the transaction of what they pay for.</summary>
static class Ledger
{
    public static Task ReserveAsync(NpgsqlConnection connection, Guid jobId, decimal amountUsd, CancellationToken cancellationToken)
        => AddAsync(connection, jobId, "reserve", amountUsd, cancellationToken);

    public static Task SettleAsync(NpgsqlConnection connection, Guid jobId, decimal amountUsd, CancellationToken cancellationToken)
        => AddAsync(connection, jobId, "settle", amountUsd, cancellationToken);

    /// <summary>Gives back all that was reserved for the attempt.</summary>
    public static Task ReleaseAsync(NpgsqlConnection connection, Guid jobId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select video_id, brand_id, render_job_id, provider, 'release', amount_usd
              from ledger
             where render_job_id = @jobId
               and kind = 'reserve'
            on conflict (render_job_id, kind) do nothing
            """, new { jobId }, cancellationToken: cancellationToken));

    /// <summary>Gives back what was reserved for attempts of a video for which no provider was called, and closes them.</summary>
    public static Task ReleaseNeverCalledAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            with closed as (
              update render_jobs
                 set state = 'refused', changed_at = clock_timestamp()
               where video_id = @videoId
                 and state = 'submitting'
                 and called_at is null
              returning id)
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select l.video_id, l.brand_id, l.render_job_id, l.provider, 'release', l.amount_usd
              from ledger l
              join closed on closed.id = l.render_job_id
             where l.kind = 'reserve'
            """, new { videoId }, cancellationToken: cancellationToken));

    static Task AddAsync(NpgsqlConnection connection, Guid jobId, string kind, decimal amountUsd, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            insert into ledger (video_id, brand_id, render_job_id, provider, kind, amount_usd)
            select j.video_id, v.brand_id, j.id, j.provider, @kind, @amountUsd
              from render_jobs j
              join videos v on v.id = j.video_id
             where j.id = @jobId
            on conflict (render_job_id, kind) do nothing
            """, new { jobId, kind, amountUsd }, cancellationToken: cancellationToken));
}
