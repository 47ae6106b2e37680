using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What people see of the scenes while they are rendered, and which clip each scene got.</summary>
public sealed class SceneRepository(NpgsqlDataSource database)
{
    internal const string OfVideo = $"""
        select s.number, s.state, s.progress, s.provider, s.model, s.attempt, s.clip_digest, s.reused, s.stand_in,
               s.waiting_for, s.waiting_since, case when s.waiting_for is not null then s.waiting_detail end as waiting_detail, s.failure,
               coalesce((select {Ledger.Net}
                           from render_jobs j
                           join ledger l on l.render_job_id = j.id
                          where j.video_id = s.video_id
                            and j.scene = s.number
                            and {Ledger.Counts}), 0) as cost_usd
          from video_scenes s
         where s.video_id = @videoId
         order by s.number
        """;

    public async Task<IReadOnlyList<SceneProgress>> ListAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SceneProgress>(new CommandDefinition(OfVideo, new { videoId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>How far the scenes of each of these videos are, without what they cost.</summary>
    public async Task<ILookup<Guid, SceneProgress>> ListManyAsync(IReadOnlyCollection<Guid> videoIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid, SceneProgress, (Guid VideoId, SceneProgress Scene)>(new CommandDefinition("""
            select video_id, number, state, progress, reused, waiting_for, waiting_since
              from video_scenes
             where video_id = any(@ids)
             order by video_id, number
            """, new { ids = videoIds.ToArray() }, cancellationToken: cancellationToken), (id, scene) => (id, scene), splitOn: "number"))
            .ToLookup(row => row.VideoId, row => row.Scene);
    }

    /// <summary>Lays out the scenes of a run; what an earlier run finished stays finished, but for stand-ins.</summary>
    public async Task LayOutAsync(Guid videoId, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into video_scenes (video_id, number)
            select @videoId, number
              from generate_series(1, @count) as number
            on conflict (video_id, number) do update
               set state = 'waiting', progress = 0, failure = null, attempt = 0, stand_in = false, waiting_for = null, waiting_since = null
             where video_scenes.state = 'failed'
                or video_scenes.stand_in
            """, new { videoId, count }, cancellationToken: cancellationToken));
    }

    /// <summary>The scene takes a clip that is there already.</summary>
    /// <returns><see langword="false"/> when the clip is gone with the video that it was made for, or the run was taken over; nothing was
    /// written.</returns>
    public Task<bool> TakeClipAsync(SceneKey scene, Clip clip, bool standIn, CancellationToken cancellationToken) => UpdateAsync("""
        update video_scenes
           set state = 'finished', progress = 1, provider = @Provider, model = @Model, clip_digest = @Digest, stand_in = @standIn,
               reused = clip_digest is distinct from @Digest, failure = null, waiting_for = null, waiting_since = null,
               changed_at = clock_timestamp()
         where video_id = @VideoId
           and number = @Scene
           and exists (select from videos where id = @VideoId and run = @Run and status = 'video_rendering')
           and exists (select from clips where digest = @Digest for key share)
        """, scene, new { clip.Provider, clip.Model, clip.Digest, standIn }, "scene_finished", new { scene.Scene, reused = true }, cancellationToken);

    /// <summary>The scene has failed, with a reason; of a run that was taken over, nothing is written.</summary>
    public Task FailAsync(SceneKey scene, GenerationFailure failure, CancellationToken cancellationToken) => UpdateAsync("""
        update video_scenes
           set state = 'failed', failure = @failure, waiting_for = null, waiting_since = null, changed_at = clock_timestamp()
         where video_id = @VideoId
           and number = @Scene
           and exists (select from videos where id = @VideoId and run = @Run and status = 'video_rendering')
        """, scene, new { failure }, "scene_failed", new { scene.Scene, failure.Code, failure.Message }, cancellationToken);

    /// <summary>The scene waits for something other than its provider's work, or no longer does; written when it changes.</summary>
    /// <param name="detail">What stands in the way, for people.</param>
    public async Task WaitAsync(SceneKey scene, SceneWait? reason, CancellationToken cancellationToken, string? detail = null)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            update video_scenes
               set waiting_for = @reason, waiting_detail = @detail, changed_at = clock_timestamp(),
                   waiting_since = case when waiting_for = @reason then waiting_since when @reason::text is not null then clock_timestamp() end
             where video_id = @VideoId
               and number = @Scene
               and state in ('waiting', 'rendering')
               and (waiting_for, waiting_detail) is distinct from (@reason, @detail)
               and exists (select from videos where id = @VideoId and run = @Run and status = 'video_rendering')
            """, new { scene.Run.VideoId, scene.Run.Run, scene.Scene, reason = reason is { } given ? Spelling.Of(given) : null, detail },
            cancellationToken: cancellationToken));
    }

    /// <summary>The scene is rendered by this attempt, which an earlier run may have made.</summary>
    public async Task TakeUpAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ShowAttemptAsync(connection, jobId, cancellationToken);
    }

    internal static Task ShowAttemptAsync(NpgsqlConnection connection, Guid jobId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            update video_scenes s
               set state = 'rendering', progress = 0, provider = j.provider, model = j.model, attempt = j.attempt, render_job_id = j.id,
                   clip_digest = j.clip_digest, reused = false, stand_in = false, waiting_for = null, waiting_since = null, changed_at = clock_timestamp()
              from render_jobs j
             where j.id = @jobId
               and s.video_id = j.video_id
               and s.number = j.scene
               and (s.render_job_id is distinct from j.id or s.state <> 'rendering')
            """, new { jobId }, cancellationToken: cancellationToken));

    /// <param name="progress">0 to 1; <see langword="null"/> leaves it as it is.</param>
    /// <returns><see langword="false"/> when the run is over or was taken over: stop working on it.</returns>
    public async Task<bool> ReportProgressAsync(SceneKey scene, double? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("""
            with under_way as (
              update videos
                 set changed_at = clock_timestamp()
               where id = @VideoId
                 and run = @Run
                 and status = 'video_rendering'
              returning id)
            update video_scenes s
               set progress = coalesce(@progress, s.progress), changed_at = clock_timestamp()
              from under_way
             where s.video_id = under_way.id
               and s.number = @Scene
            """, new { scene.Run.VideoId, scene.Run.Run, scene.Scene, progress = (float?)progress },
            cancellationToken: cancellationToken)) == 1;
    }

    async Task<bool> UpdateAsync(
        string sql, SceneKey scene, object values, string eventType, object eventData, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { scene.Run.VideoId, scene.Run.Run, scene.Scene });
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)) == 0)
        {
            return false;
        }

        await VideoEvents.AppendAsync(connection, scene.Run.VideoId, eventType, eventData, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
