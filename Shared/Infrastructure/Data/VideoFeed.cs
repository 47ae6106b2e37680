using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>Something that happened to a video: a row of <c>video_events</c>.</summary>
public sealed record VideoEvent
{
    public required long Id { get; init; }
    public required string Type { get; init; }
    public required DateTime At { get; init; }

    /// <summary>An object, as JSON text.</summary>
    public required string Data { get; init; }
}

/// <summary>A video, its scenes without what they cost, and what has happened since.</summary>
public sealed record VideoNow(Video Video, IReadOnlyList<SceneProgress> Scenes, IReadOnlyList<VideoEvent> Events);

/// <summary>Reads what those who follow a video are shown.</summary>
public sealed class VideoFeed(NpgsqlDataSource database)
{
    /// <summary>Most events of one reading; who gets as many reads on at once.</summary>
    public const int Most = 200;

    /// <param name="videoId">Any id.</param>
    /// <param name="after">The last event that is known; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> when there is no such video.</returns>
    public async Task<VideoNow?> ReadAsync(Guid videoId, long after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // The events first: what is seen of the video is then never older than they are.
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition($"""
            select id, type, at, data::text as data
              from video_events
             where video_id = @videoId
               and id > @after
             order by id
             limit {Most};
            {VideoRepository.OfId};
            select number, state, progress, reused, waiting_for, waiting_since
              from video_scenes
             where video_id = @videoId
             order by number
            """, new { videoId, after }, cancellationToken: cancellationToken));
        var events = (await results.ReadAsync<VideoEvent>()).AsList();
        var video = await results.ReadSingleOrDefaultAsync<Video>();
        var scenes = (await results.ReadAsync<SceneProgress>()).AsList();
        return video is null ? null : new(video, scenes, events);
    }

    /// <summary>A number for each of these videos that moves when something is written to it; none for those that are gone.</summary>
    public async Task<IReadOnlyDictionary<Guid, (DateTime ChangedAt, long LastEvent)>> ReadMarksAsync(
        IReadOnlyCollection<Guid> videoIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(Guid Id, DateTime ChangedAt, long LastEvent)>(new CommandDefinition("""
            select v.id, v.changed_at, coalesce((select max(e.id) from video_events e where e.video_id = v.id), 0)
              from videos v
             where v.id = any(@ids)
               and v.deleting_since is null
            """, new { ids = videoIds.ToArray() }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Id, row => (row.ChangedAt, row.LastEvent));
    }
}
