using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>How a person's decision on a submit that got no answer ended.</summary>
public enum ResolutionResult
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>Not written: nothing is in doubt any more.</summary>
    NotInDoubt,

    /// <summary>Not written: another attempt has this job.</summary>
    JobIsTaken,

    /// <summary>Not written: with another attempt the video would cost more than was allowed.</summary>
    OverLimit,
}

/// <summary>What people decide on attempts of which nobody knows whether the provider has a job.</summary>
public sealed class RenderJobDecisions(NpgsqlDataSource database)
{
    /// <returns>The attempt in doubt, or <see langword="null"/>.</returns>
    public async Task<Guid?> FindInDoubtAsync(Guid videoId, int scene, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            select id
              from render_jobs
             where video_id = @videoId
               and scene = @scene
               and (state = 'outcome_unknown' or state = 'given_up' and provider_job_id is null)
             order by state = 'outcome_unknown' desc, created_at desc
             limit 1
            """, new { videoId, scene }, cancellationToken: cancellationToken));
    }

    /// <summary>The provider has the job under this id; from now on it is read like any other.</summary>
    public async Task<ResolutionResult> CollectAsync(RenderJob job, string providerJobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await VideoRepository.LockAsync(connection, job.VideoId, cancellationToken);
        try
        {
            var written = await RenderJobOutcomes.AcceptAsync(connection, job.Id, providerJobId, cancellationToken);
            return await EndAsync(connection, transaction, job, written, "collect", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return ResolutionResult.JobIsTaken;
        }
    }

    /// <summary>Another attempt may be made although the first may cost as well; the first stays counted as spent.</summary>
    /// <param name="maxCostUsd">What the video may cost in all.</param>
    /// <param name="apiKeyId">The key that lets the video spend, if it is one.</param>
    public async Task<ResolutionResult> ResubmitAsync(
        RenderJob job, decimal maxCostUsd, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, job.VideoId, cancellationToken))!;
        if (video.CostUsd + job.ReservedUsd > maxCostUsd)
        {
            return ResolutionResult.OverLimit;
        }

        var written = await connection.ExecuteAsync(new CommandDefinition("""
            update render_jobs
               set state = 'given_up', superseded = true, looks = 0, looks_at = clock_timestamp() + interval '5 minutes', changed_at = clock_timestamp()
             where id = @Id
               and state = 'outcome_unknown'
            """, new { job.Id }, cancellationToken: cancellationToken)) == 1;
        await connection.ExecuteAsync(new CommandDefinition(
            "update videos set max_cost_usd = greatest(max_cost_usd, @maxCostUsd), api_key_id = @apiKeyId, changed_at = clock_timestamp() where id = @VideoId",
            new { maxCostUsd, apiKeyId, job.VideoId }, cancellationToken: cancellationToken));
        return await EndAsync(connection, transaction, job, written, "resubmit", cancellationToken);
    }

    static async Task<ResolutionResult> EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RenderJob job, bool written, string action, CancellationToken cancellationToken)
    {
        if (!written)
        {
            return ResolutionResult.NotInDoubt;
        }

        await VideoEvents.AppendAsync(connection, job.VideoId, "scene_resolved", new { job.Scene, action }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ResolutionResult.Done;
    }
}
