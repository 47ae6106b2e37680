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

    /// <summary>Not written: a rewrite that somebody asked for is under way.</summary>
    Revising,

    /// <summary>Not written: the review's deadline has passed.</summary>
    Expired,
}

/// <summary>What people decide: edit, approve, cancel, retry. Each is stored before anybody is told.</summary>
public sealed class VideoDecisions(NpgsqlDataSource database)
{
    /// <summary>Makes an edited script the current revision, while its review is waited for.</summary>
    /// <param name="expected">The revision that was edited; <see langword="null"/> does not ask.</param>
    public Task<DecisionResult> EditScriptAsync(
        Video video, Script script, int? expected, string author, CancellationToken cancellationToken)
        => EditAsync(ReviewPoint.Script, video.Id, script, expected, author, cancellationToken);

    /// <inheritdoc cref="EditScriptAsync"/>
    public Task<DecisionResult> EditStoryboardAsync(
        Video video, Storyboard storyboard, int? expected, string author, CancellationToken cancellationToken)
        => EditAsync(ReviewPoint.Storyboard, video.Id, storyboard, expected, author, cancellationToken);

    /// <summary>Approves exactly this revision; from now on no reservation may bring the cost above the limit.</summary>
    /// <param name="apiKeyId">The key that lets the video spend, if it is one.</param>
    public async Task<DecisionResult> ApproveAsync(
        Guid id, ReviewPoint point, int revision, decimal maxCostUsd, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (ReviewDecisions.Obstacle(video, point, revision) is { } obstacle)
        {
            return obstacle;
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
        var result = await CancelAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>As above, in the caller's transaction.</summary>
    /// <param name="failure">Why, when nobody asked for it.</param>
    internal static async Task<DecisionResult> CancelAsync(
        NpgsqlConnection connection, Guid id, CancellationToken cancellationToken, GenerationFailure? failure = null)
    {
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set status = 'cancelled', failure = @failure, status_since = clock_timestamp(), changed_at = clock_timestamp()
             where id = @id
               and status = any(@from)
            """, new { id, failure, from = GenerationLifecycle.MayBecome(VideoStatus.Cancelled).Select(Spelling.Of).ToArray() },
            cancellationToken: cancellationToken));
        if (rows == 0)
        {
            return DecisionResult.WrongState;
        }

        await RenderJobOutcomes.LeaveAsync(connection, id, cancellationToken);
        await VideoEvents.AppendAsync(connection, id, "status", new { status = VideoStatus.Cancelled }, cancellationToken);
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
                   run = run + 1, failed_in = null, failure = null, api_key_id = @apiKeyId, max_cost_usd = coalesce(@maxCostUsd, max_cost_usd),
                   revising = null, revising_since = null,
                   -- Who retries in a review gets all of its time.
                   review_deadline = clock_timestamp() + make_interval(hours => coalesce((options ->> 'review_hours')::int, @usualHours))
             where id = @id
               and deleting_since is null
               and status = any(@from)
               and (status <> 'completed' or exists (select from video_scenes where video_id = @id and stand_in))
            returning run
            """, new
        {
            id,
            maxCostUsd,
            apiKeyId,
            usualHours = GenerationOptions.UsualReviewHours,
            from = GenerationLifecycle.MayBeRetried.Select(Spelling.Of).ToArray(),
        }, cancellationToken: cancellationToken));
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
        ReviewPoint point, Guid id, T content, int? expected, string author, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (ReviewDecisions.Obstacle(video, point, expected) is { } obstacle)
        {
            return obstacle;
        }

        var basedOn = video.RevisionOf(point);
        var change = new RevisionChange(RevisionOrigin.Edit, author, basedOn);
        var revision = await ReviewDecisions.MakeCurrentAsync(connection, id, point, content, change, cancellationToken);
        await VideoEvents.AppendAsync(connection, id, "edited", new { kind = point, revision, based_on = basedOn, author }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }
}
