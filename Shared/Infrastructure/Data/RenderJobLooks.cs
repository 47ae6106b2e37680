using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>How a job was last described.</summary>
/// <param name="Seen">queued, running, missing or ready.</param>
/// <param name="SeenFor">Since it is described like that.</param>
/// <param name="AcceptedFor">Since the provider has it.</param>
public sealed record SeenJob(string Seen, TimeSpan SeenFor, TimeSpan AcceptedFor);

/// <summary>When jobs are looked at, and what was seen of those that are under way.</summary>
public sealed class RenderJobLooks(NpgsqlDataSource database)
{
    /// <param name="seen"><see langword="null"/> when the provider could not be asked: then it is as it was.</param>
    public async Task<SeenJob> NoteAsync(Guid id, string? seen, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (now, since, accepted) = await connection.QuerySingleAsync<(string, TimeSpan, TimeSpan)>(new CommandDefinition("""
            update render_jobs
               set seen = coalesce(@seen, seen, 'queued'),
                   seen_since = case when @seen is null or @seen = seen then coalesce(seen_since, clock_timestamp()) else clock_timestamp() end
             where id = @id
            returning seen, clock_timestamp() - seen_since, clock_timestamp() - coalesce(accepted_at, called_at, created_at)
            """, new { id, seen }, cancellationToken: cancellationToken));
        return new(now, since, accepted);
    }

    /// <summary>The next look; <see langword="null"/> when there is nothing more to see.</summary>
    public Task NextAsync(Guid id, TimeSpan? wait, CancellationToken cancellationToken) => ExecuteAsync("""
        update render_jobs
           set looks = looks + 1, looks_at = clock_timestamp() + @wait
         where id = @id
           and state not in ('refused', 'succeeded')
        """, new { id, wait }, cancellationToken);

    /// <summary>Nobody waits for it any more: the watch over unattended jobs looks at it next.</summary>
    public async Task NowAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await NowAsync(connection, id, hintedJobId: null, cancellationToken);
    }

    /// <summary>Somebody was told that it is worth a look now.</summary>
    /// <param name="hintedJobId">The provider's job id, as it was told; kept where none is known.</param>
    internal static Task NowAsync(NpgsqlConnection connection, Guid id, string? hintedJobId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set looks_at = case when state in ('refused', 'succeeded') then looks_at else clock_timestamp() end,
                   hinted_job_id = case when provider_job_id is null then coalesce(@hintedJobId, hinted_job_id) end
             where id = @id
            """, new { id, hintedJobId }, cancellationToken: cancellationToken));

    /// <summary>The provider has stopped the job, or has nothing to stop.</summary>
    public Task NoteCancelAsync(Guid id, CancellationToken cancellationToken)
        => ExecuteAsync("update render_jobs set cancel_asked_at = clock_timestamp() where id = @id", new { id }, cancellationToken);

    async Task ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }
}
