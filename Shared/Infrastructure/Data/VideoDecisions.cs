using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>How a person's decision on a video ended.</summary>
public enum DecisionResult
{
    /// <summary>Written.</summary>
    Done,

    /// <summary>Not written: the video is not in a state in which this can be decided.</summary>
    WrongState,

    /// <summary>Not written: another revision is the current one.</summary>
    RevisionMoved,
}

/// <summary>What people decide: edit, approve, cancel, retry. Each is stored before anybody is told.</summary>
public sealed class VideoDecisions(NpgsqlDataSource database)
{
    /// <summary>Makes an edited script the current revision, while its review is waited for.</summary>
    /// <param name="expected">The revision that was edited; <see langword="null"/> does not ask.</param>
    public Task<DecisionResult> EditScriptAsync(Video video, Script script, int? expected, string author, CancellationToken cancellationToken) => EditAsync("""
        update videos
           set script_revision = @number, approved_script_revision = null, changed_at = clock_timestamp()
         where id = @id
        """, "script", ReviewPoint.Script, video.Id, script, expected, author, cancellationToken);

    /// <inheritdoc cref="EditScriptAsync"/>
    public Task<DecisionResult> EditStoryboardAsync(Video video, Storyboard storyboard, int? expected, string author, CancellationToken cancellationToken) => EditAsync("""
        update videos
           set storyboard_revision = @number, approved_storyboard_revision = null, changed_at = clock_timestamp()
         where id = @id
        """, "storyboard", ReviewPoint.Storyboard, video.Id, storyboard, expected, author, cancellationToken);

    /// <summary>Approves exactly this revision; from now on no reservation may bring the cost above the limit.</summary>
    /// <param name="apiKeyId">The key that lets the video spend, if it is one.</param>
    public async Task<DecisionResult> ApproveAsync(
        Guid id, ReviewPoint point, int revision, decimal maxCostUsd, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (video.AwaitedReview != point)
        {
            return DecisionResult.WrongState;
        }

        if ((point == ReviewPoint.Script ? video.ScriptRevision : video.StoryboardRevision) != revision)
        {
            return DecisionResult.RevisionMoved;
        }

        await connection.ExecuteAsync(new CommandDefinition(point == ReviewPoint.Script
            ? "update videos set approved_script_revision = @revision, changed_at = clock_timestamp() where id = @id"
            : "update videos set approved_storyboard_revision = @revision, max_cost_usd = @maxCostUsd, api_key_id = @apiKeyId, changed_at = clock_timestamp() where id = @id",
            new { id, revision, maxCostUsd, apiKeyId }, cancellationToken: cancellationToken));
        await VideoEvents.AppendAsync(connection, id, "approved", new { review = point, revision, maxCostUsd }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }

    /// <summary>Stops a video that is under way; what was reserved and never sent to a provider is given back.</summary>
    public async Task<DecisionResult> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set status = 'cancelled', status_since = clock_timestamp(), changed_at = clock_timestamp()
             where id = @id
               and status = any(@from)
            """, new { id, from = GenerationLifecycle.MayBecome(VideoStatus.Cancelled).Select(Words.Of).ToArray() }, cancellationToken: cancellationToken));
        if (rows == 0)
        {
            return DecisionResult.WrongState;
        }

        await Ledger.ReleaseNeverCalledAsync(connection, id, cancellationToken);
        await VideoEvents.AppendAsync(connection, id, "status", new { status = VideoStatus.Cancelled }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }

    /// <summary>
    /// Takes a failed video back to the phase that failed, as a new run, and a completed one with stand-ins back to rendering them.
    /// Providers that are out of order are tried again.
    /// </summary>
    /// <param name="maxCostUsd">What the video may cost in all from now on; <see langword="null"/> leaves it as it is.</param>
    /// <param name="apiKeyId">The key that lets the video spend, if it is one.</param>
    /// <returns>The new run; <see langword="null"/> when there is nothing to retry.</returns>
    public async Task<RunKey?> RetryAsync(Guid id, decimal? maxCostUsd, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var run = await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition("""
            update videos
               set status = coalesce(failed_in, 'video_rendering'), status_since = clock_timestamp(), changed_at = clock_timestamp(), phase_progress = 0,
                   run = run + 1, failed_in = null, failure = null, api_key_id = @apiKeyId, max_cost_usd = coalesce(@maxCostUsd, max_cost_usd)
             where id = @id
               and (status = 'failed'
                    or status = 'completed' and exists (select from video_scenes where video_id = @id and stand_in))
            returning run
            """, new { id, maxCostUsd, apiKeyId }, cancellationToken: cancellationToken));
        if (run is null)
        {
            return null;
        }

        await ProviderCircuits.LetTryAsync(connection, id, cancellationToken);
        await VideoEvents.AppendAsync(connection, id, "retried", new { run, maxCostUsd }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RunKey(id, run.Value);
    }

    async Task<DecisionResult> EditAsync<T>(
        string update, string kind, ReviewPoint point, Guid id, T content, int? expected, string author, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (video.AwaitedReview != point)
        {
            return DecisionResult.WrongState;
        }

        if (expected is not null && expected != (point == ReviewPoint.Script ? video.ScriptRevision : video.StoryboardRevision))
        {
            return DecisionResult.RevisionMoved;
        }

        var number = await RevisionRepository.AddAsync(connection, id, kind, content, author, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(update, new { id, number }, cancellationToken: cancellationToken));
        await VideoEvents.AppendAsync(connection, id, "edited", new { kind, revision = number, author }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }
}
