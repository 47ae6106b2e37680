using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A script or a storyboard as it was at one time.</summary>
public sealed record Revision<T>
{
    public required int Number { get; init; }
    public required string Digest { get; init; }
    public required T Content { get; init; }
    public required string Author { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary><see langword="null"/> when a person wrote it, or a version before this was kept.</summary>
    public Provenance? Provenance { get; init; }
}

/// <summary>Reads revisions, and adds those that a phase makes; edits by people are <see cref="VideoDecisions"/>.</summary>
public sealed class RevisionRepository(NpgsqlDataSource database)
{
    /// <summary>The author of what a phase made.</summary>
    public const string Generator = "videogen";

    const string Current = """
        select r.revision as number, r.digest, r.content, r.author, r.created_at, r.provenance
          from videos v
          join video_revisions r on r.video_id = v.id
         where v.id = @videoId
        """;

    /// <summary>The video's script as it is now.</summary>
    internal const string CurrentScript = $"{Current} and r.revision = v.script_revision";

    /// <inheritdoc cref="CurrentScript"/>
    internal const string CurrentStoryboard = $"{Current} and r.revision = v.storyboard_revision";

    /// <summary>Keeps the script and moves the video on to <see cref="VideoStatus.ScriptReady"/>, both or neither.</summary>
    /// <returns><see langword="false"/> when the video is no longer in the writing phase of this run; nothing was written.</returns>
    public Task<bool> KeepScriptAsync(RunKey key, Script script, CancellationToken cancellationToken, Provenance? provenance = null)
        => KeepAsync("script", VideoStatus.ScriptReady, key, script, provenance, cancellationToken);

    /// <inheritdoc cref="KeepScriptAsync"/>
    public Task<bool> KeepStoryboardAsync(RunKey key, Storyboard storyboard, CancellationToken cancellationToken, Provenance? provenance = null)
        => KeepAsync("storyboard", VideoStatus.StoryboardReady, key, storyboard, provenance, cancellationToken);

    public Task<Revision<Script>?> FindScriptAsync(Video video, CancellationToken cancellationToken)
        => FindAsync<Script>(video.Id, video.ScriptRevision, cancellationToken);

    public Task<Revision<Storyboard>?> FindStoryboardAsync(Video video, CancellationToken cancellationToken)
        => FindAsync<Storyboard>(video.Id, video.StoryboardRevision, cancellationToken);

    public Task<Revision<Storyboard>?> FindStoryboardAsync(Guid videoId, int number, CancellationToken cancellationToken)
        => FindAsync<Storyboard>(videoId, number, cancellationToken);

    /// <summary>All revisions of a video, oldest first, without their contents.</summary>
    public async Task<IReadOnlyList<StoredRevision>> ListAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StoredRevision>(new CommandDefinition("""
            select revision, kind, digest, author, created_at, origin as origin_word, based_on, note
              from video_revisions
             where video_id = @videoId
             order by revision
            """, new { videoId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <returns>A revision of either kind with its content; <see langword="null"/> when there is none of this number.</returns>
    public async Task<StoredRevision?> FindAsync(Guid videoId, int number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<StoredRevision>(new CommandDefinition("""
            select revision, kind, digest, author, created_at, origin as origin_word, based_on, note, content::text as content
              from video_revisions
             where video_id = @videoId
               and revision = @number
            """, new { videoId, number }, cancellationToken: cancellationToken));
    }

    async Task<Revision<T>?> FindAsync<T>(Guid videoId, int? number, CancellationToken cancellationToken)
    {
        if (number is null)
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<Revision<T>>(new CommandDefinition("""
            select revision as number, digest, content, author, created_at, provenance
              from video_revisions
             where video_id = @videoId
               and revision = @number
            """, new { videoId, number }, cancellationToken: cancellationToken));
    }

    async Task<bool> KeepAsync<T>(
        string kind, VideoStatus status, RunKey key, T content, Provenance? provenance, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The row of the video is the lock under which revisions are numbered.
        if (await VideoRepository.LockAsync(connection, key.VideoId, cancellationToken) is not { } video)
        {
            return false;
        }

        var change = new RevisionChange(RevisionOrigin.Writer, Generator, BasedOn: kind == "storyboard" ? video.ScriptRevision : null, Provenance: provenance);
        var number = await AddAsync(connection, key.VideoId, kind, content, change, cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition($"""
            update videos
               set status = @to, {kind}_revision = @number, status_since = clock_timestamp(), changed_at = clock_timestamp(), phase_progress = 0,
                   review_deadline = clock_timestamp() + make_interval(hours => @hours)
             where id = @VideoId
               and run = @Run
               and status = any(@from)
            """, new
        {
            key.VideoId,
            key.Run,
            number,
            hours = video.Options.ReviewHours,
            to = Spelling.Of(status),
            from = GenerationLifecycle.MayBecome(status).Select(Spelling.Of).ToArray(),
        }, cancellationToken: cancellationToken));
        if (rows == 0)
        {
            return false;
        }

        await VideoEvents.AppendAsync(connection, key.VideoId, "status", new { status, key.Run }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Adds the next revision; the caller holds the lock on the video's row.</summary>
    internal static Task<int> AddAsync<T>(
        NpgsqlConnection connection, Guid videoId, string kind, T content, RevisionChange change, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            insert into video_revisions (video_id, revision, kind, digest, content, author, origin, based_on, note, provenance)
            select @videoId, coalesce(max(revision), 0) + 1, @kind, @digest, @content, @Author, @origin, @BasedOn, @Note, @Provenance
              from video_revisions
             where video_id = @videoId
            returning revision
            """,
            new { videoId, kind, digest = Digest.Of(content), content, change.Author, origin = Spelling.Of(change.Origin), change.BasedOn, change.Note, change.Provenance },
            cancellationToken: cancellationToken));
}
