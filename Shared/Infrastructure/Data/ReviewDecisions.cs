using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A rewrite that somebody asked for and that is not written yet.</summary>
/// <param name="Id">Names the ask, so that it is answered once.</param>
/// <param name="Revision">What it was asked of.</param>
public sealed record PendingRevise(Guid Id, int Revision, Revising Ask, string Author);

/// <summary>
/// What becomes of a review besides its edits and its approval: rewrites, restored revisions, and its end without a decision.
/// </summary>
public sealed class ReviewDecisions(NpgsqlDataSource database)
{
    /// <summary>
    /// Stores that a rewrite is wanted; the orchestration carries it out. Until then nothing else can be decided, but cancelling.
    /// </summary>
    public async Task<DecisionResult> AskReviseAsync(
        Guid id, ReviewPoint point, int revision, Revising ask, string author, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (Obstacle(video, point, revision) is { } obstacle)
        {
            return obstacle;
        }

        var revising = new PendingRevise(Guid.CreateVersion7(), revision, ask, author);
        await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set revising = @revising, revising_since = clock_timestamp(), revise_failure = null, changed_at = clock_timestamp()
             where id = @id
            """, new { id, revising }, cancellationToken: cancellationToken));
        await VideoEvents.AppendAsync(
            connection, id, "revise_asked", new { review = point, revision, ask.Feedback, ask.Scenes, author }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }

    /// <summary>Makes what was rewritten the current revision.</summary>
    /// <returns><see langword="false"/> when nobody waits for it any more; nothing was written.</returns>
    public async Task<bool> KeepRewrittenAsync<T>(
        RunKey run, PendingRevise asked, T content, CancellationToken cancellationToken, Provenance? provenance = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = await VideoRepository.LockAsync(connection, run.VideoId, cancellationToken);
        if (video?.Run != run.Run || video.Revising?.Id != asked.Id || video.AwaitedReview is not { } point)
        {
            return false;
        }

        var change = new RevisionChange(RevisionOrigin.Revise, asked.Author, asked.Revision, asked.Ask.Feedback, provenance);
        var revision = await MakeCurrentAsync(connection, run.VideoId, point, content, change, cancellationToken);
        await VideoEvents.AppendAsync(connection, run.VideoId, "revised", new { review = point, revision, based_on = asked.Revision }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends a rewrite that did not come about; the revision stays as it was.</summary>
    public async Task<bool> FailRewriteAsync(RunKey run, GenerationFailure failure, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition("""
            update videos
               set revising = null, revising_since = null, revise_failure = @failure, changed_at = clock_timestamp()
             where id = @VideoId
               and run = @Run
               and revising is not null
            """, new { run.VideoId, run.Run, failure }, cancellationToken: cancellationToken));
        if (rows == 1)
        {
            await VideoEvents.AppendAsync(connection, run.VideoId, "revise_failed", new { failure.Code, failure.Message }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return rows == 1;
    }

    /// <summary>Takes an older revision up again, as a new one.</summary>
    /// <param name="expected">The current revision as whoever decided it has seen it.</param>
    public async Task<DecisionResult> RestoreAsync(
        Guid id, StoredRevision older, int expected, string author, CancellationToken cancellationToken)
    {
        var point = older.Point;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = (await VideoRepository.LockAsync(connection, id, cancellationToken))!;
        if (Obstacle(video, point, expected) is { } obstacle)
        {
            return obstacle;
        }

        var change = new RevisionChange(RevisionOrigin.Restore, author, older.Revision);
        var revision = older.Storyboard is { } storyboard
            ? await MakeCurrentAsync(connection, id, point, storyboard, change, cancellationToken)
            : await MakeCurrentAsync(connection, id, point, older.Script!, change, cancellationToken);
        await VideoEvents.AppendAsync(
            connection, id, "restored", new { kind = point, revision, based_on = older.Revision, author }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DecisionResult.Done;
    }

    /// <summary>Cancels a video whose review was not decided in time.</summary>
    /// <returns><see langword="false"/> when it was decided after all, or has time left; nothing was written.</returns>
    public async Task<bool> ExpireAsync(RunKey run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var video = await VideoRepository.LockAsync(connection, run.VideoId, cancellationToken);
        if (video is not { AwaitedReview: { } point, Revising: null, ReviewIsOver: true } || video.Run != run.Run)
        {
            return false;
        }

        var failure = new GenerationFailure("review_expired",
            $"Nobody decided on the {Spelling.Of(point)} within {video.Options.ReviewHours} hours, so the video was cancelled.");
        await VideoEvents.AppendAsync(connection, run.VideoId, "review_expired", new { review = point, deadline = video.ReviewDeadline }, cancellationToken);
        await VideoDecisions.CancelAsync(connection, run.VideoId, cancellationToken, failure);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <returns>Why nothing can be decided here now; <see langword="null"/> when it can.</returns>
    /// <param name="expected">The revision that was seen; <see langword="null"/> does not ask.</param>
    internal static DecisionResult? Obstacle(Video video, ReviewPoint point, int? expected) => video switch
    {
        _ when video.AwaitedReview != point => DecisionResult.WrongState,
        { ReviewIsOver: true } => DecisionResult.Expired,
        { Revising: not null } => DecisionResult.Revising,
        _ when expected is not null && expected != video.RevisionOf(point) => DecisionResult.RevisionMoved,
        _ => null,
    };

    /// <summary>Adds a revision that needs its own approval; the caller holds the lock on the video's row.</summary>
    internal static async Task<int> MakeCurrentAsync<T>(
        NpgsqlConnection connection, Guid id, ReviewPoint point, T content, RevisionChange change, CancellationToken cancellationToken)
    {
        var number = await RevisionRepository.AddAsync(connection, id, Spelling.Of(point), content, change, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(point == ReviewPoint.Script
            ? """
              update videos
                 set script_revision = @number, approved_script_revision = null,
                     revising = null, revising_since = null, revise_failure = null, changed_at = clock_timestamp()
               where id = @id
              """
            : """
              update videos
                 set storyboard_revision = @number, approved_storyboard_revision = null,
                     revising = null, revising_since = null, revise_failure = null, changed_at = clock_timestamp()
               where id = @id
              """,
            new { id, number }, cancellationToken: cancellationToken));
        return number;
    }
}
