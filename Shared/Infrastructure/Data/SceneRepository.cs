using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A scene on its way: a row of <c>video_scenes</c>.</summary>
public sealed record SceneProgress
{
    public required int Number { get; init; }

    /// <summary>waiting, rendering, finished or failed.</summary>
    public required string State { get; init; }

    /// <summary>0 to 1.</summary>
    public required float Progress { get; init; }
    public string? Provider { get; init; }
    public string? ClipDigest { get; init; }
    public required bool Reused { get; init; }
    public GenerationFailure? Failure { get; init; }
}

/// <summary>What people see of the scenes while they are rendered, and which clip each scene got.</summary>
public sealed class SceneRepository(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<SceneProgress>> ListAsync(Guid videoId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SceneProgress>(new CommandDefinition("""
            select number, state, progress, provider, clip_digest, reused, failure
              from video_scenes
             where video_id = @videoId
             order by number
            """, new { videoId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Lays out the scenes of a run; what an earlier run finished stays finished.</summary>
    public async Task LayOutAsync(Guid videoId, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into video_scenes (video_id, number)
            select @videoId, number
              from generate_series(1, @count) as number
            on conflict (video_id, number) do update
               set state = 'waiting', progress = 0, failure = null
             where video_scenes.state = 'failed'
            """, new { videoId, count }, cancellationToken: cancellationToken));
    }

    /// <summary>The scene takes a clip that is there already; of a run that was taken over, nothing is written.</summary>
    public Task TakeClipAsync(SceneKey scene, Clip clip, CancellationToken cancellationToken) => UpdateAsync("""
        update video_scenes
           set state = 'finished', progress = 1, provider = @Provider, clip_digest = @Digest, reused = clip_digest is distinct from @Digest, failure = null,
               changed_at = clock_timestamp()
         where video_id = @VideoId
           and number = @Scene
           and exists (select from videos where id = @VideoId and run = @Run and status = 'video_rendering')
        """, scene, new { clip.Provider, clip.Digest }, "scene_finished", new { scene.Scene, reused = true }, cancellationToken);

    /// <summary>The scene has failed, with a reason; of a run that was taken over, nothing is written.</summary>
    public Task FailAsync(SceneKey scene, GenerationFailure failure, CancellationToken cancellationToken) => UpdateAsync("""
        update video_scenes
           set state = 'failed', failure = @failure, changed_at = clock_timestamp()
         where video_id = @VideoId
           and number = @Scene
           and exists (select from videos where id = @VideoId and run = @Run and status = 'video_rendering')
        """, scene, new { failure }, "scene_failed", new { scene.Scene, failure.Code, failure.Message }, cancellationToken);

    /// <returns><see langword="false"/> when the run is over or was taken over: stop working on it.</returns>
    public async Task<bool> ReportProgressAsync(SceneKey scene, double progress, CancellationToken cancellationToken)
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
               set progress = @progress, changed_at = clock_timestamp()
              from under_way
             where s.video_id = under_way.id
               and s.number = @Scene
            """, new { scene.Run.VideoId, scene.Run.Run, scene.Scene, progress = (float)progress }, cancellationToken: cancellationToken)) == 1;
    }

    async Task UpdateAsync(string sql, SceneKey scene, object values, string eventType, object eventData, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { scene.Run.VideoId, scene.Run.Run, scene.Scene });
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)) == 1)
        {
            await VideoEvents.AppendAsync(connection, scene.Run.VideoId, eventType, eventData, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
