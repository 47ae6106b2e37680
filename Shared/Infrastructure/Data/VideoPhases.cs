using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>How the attempt to enter a phase ended.</summary>
public enum PhaseEntry
{
    /// <summary>The video is in the phase now, or was already.</summary>
    Entered,

    /// <summary>The phase lies behind; its work is done. A repeated activity finds this.</summary>
    Behind,

    /// <summary>Cancelled, failed, or another run has taken over.</summary>
    Stopped,
}

/// <summary>
/// Moves a video along <see cref="GenerationLifecycle"/>. Every update names the run and the states that it may leave,
/// so that a late writer can neither move a video backwards nor disturb a newer run.
/// </summary>
public sealed class VideoPhases(NpgsqlDataSource database)
{
    /// <returns><see langword="false"/> when the run is over or was taken over; nothing was written.</returns>
    public async Task<bool> BeginRunAsync(RunKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set started_run = run, changed_at = clock_timestamp()
             where id = @VideoId
               and run = @Run
               and status not in ('completed', 'failed', 'cancelled')
            """, key, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Enters a phase in which something works, such as <see cref="VideoStatus.ScriptGenerating"/>.</summary>
    public async Task<PhaseEntry> EnterAsync(RunKey key, VideoStatus phase, CancellationToken cancellationToken)
    {
        if (await MoveAsync(key, phase, set: "", new { }, cancellationToken))
        {
            return PhaseEntry.Entered;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var status = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "select status from videos where id = @VideoId and run = @Run", key, cancellationToken: cancellationToken));
        if (status is null || Spelling.Parse<VideoStatus>(status) is var now && now is VideoStatus.Failed or VideoStatus.Cancelled)
        {
            return PhaseEntry.Stopped;
        }

        return now == phase ? PhaseEntry.Entered : PhaseEntry.Behind;
    }

    /// <returns><see langword="false"/> when the video was not in the state before it; nothing was written.</returns>
    public Task<bool> CompleteAsync(RunKey key, CancellationToken cancellationToken)
        => MoveAsync(key, VideoStatus.Completed, set: ", completed_at = clock_timestamp()", new { }, cancellationToken);

    /// <summary>
    /// Stops the run with a reason; everything finished is kept, and what was reserved and never sent to a provider is given back.
    /// </summary>
    public Task<bool> FailAsync(RunKey key, GenerationFailure failure, CancellationToken cancellationToken)
        => MoveAsync(key, VideoStatus.Failed, set: ", failed_in = status, failure = @failure", new { failure }, cancellationToken);

    /// <returns><see langword="false"/> when the run is over or was taken over: stop working on it.</returns>
    public async Task<bool> ReportProgressAsync(RunKey key, double progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set phase_progress = @progress, changed_at = clock_timestamp()
             where id = @VideoId
               and run = @Run
               and status not in ('completed', 'failed', 'cancelled')
            """, new { key.VideoId, key.Run, progress = (float)progress }, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Keeps the finished file's facts, before the video is published.</summary>
    public async Task<bool> KeepResultAsync(RunKey key, VideoResult result, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set result = @result, changed_at = clock_timestamp()
             where id = @VideoId
               and run = @Run
               and status = 'post_processing'
            """, new { key.VideoId, key.Run, result }, cancellationToken: cancellationToken)) == 1;
    }

    async Task<bool> MoveAsync(RunKey key, VideoStatus to, string set, object values, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new
        {
            key.VideoId,
            key.Run,
            to = Spelling.Of(to),
            from = GenerationLifecycle.MayBecome(to).Select(Spelling.Of).ToArray(),
        });
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition($"""
            update videos
               set status = @to, status_since = clock_timestamp(), changed_at = clock_timestamp(), phase_progress = 0{set}
             where id = @VideoId
               and run = @Run
               and status = any(@from)
            """, parameters, cancellationToken: cancellationToken));
        if (rows == 1)
        {
            if (to == VideoStatus.Failed)
            {
                await RenderJobOutcomes.LeaveAsync(connection, key.VideoId, cancellationToken);
            }

            await VideoEvents.AppendAsync(connection, key.VideoId, "status", new { status = to, key.Run }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return rows == 1;
    }
}
