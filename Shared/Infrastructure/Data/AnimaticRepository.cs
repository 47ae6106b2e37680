using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A row of <c>animatics</c>.</summary>
public sealed record Animatic
{
    public required Guid VideoId { get; init; }
    public required int Revision { get; init; }
    public required int Attempt { get; init; }

    /// <summary>rendering, ready or failed.</summary>
    public required string State { get; init; }
    public required float Progress { get; init; }
    public string? AssetKey { get; init; }
    public GenerationFailure? Failure { get; init; }

    public AnimaticKey Key => new(VideoId, Revision, Attempt);
}

/// <summary>The previews of storyboards: asked for, under way, finished.</summary>
public sealed class AnimaticRepository(NpgsqlDataSource database)
{
    /// <summary>The preview of the storyboard as it is now, or else of the latest revision that has one.</summary>
    internal const string Current = $"""
        select {Columns}
          from animatics
         where video_id = @videoId
         order by revision = (select storyboard_revision from videos where id = @videoId) desc, revision desc
         limit 1
        """;

    const string Columns = "video_id, revision, attempt, state, progress, asset_key, failure";

    /// <summary>Asks for the preview of a revision: anew when there is none or when it failed, otherwise the one that there is.</summary>
    public async Task<Animatic> AskAsync(Guid videoId, int revision, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var animatic = await connection.QuerySingleAsync<Animatic>(new CommandDefinition($"""
            insert into animatics as a (video_id, revision)
            values (@videoId, @revision)
            on conflict (video_id, revision) do update
               set attempt = a.attempt + case when a.state = 'failed' then 1 else 0 end,
                   state = case when a.state = 'failed' then 'rendering' else a.state end,
                   progress = case when a.state = 'failed' then 0 else a.progress end,
                   failure = null,
                   asked_at = clock_timestamp()
            returning {Columns}
            """, new { videoId, revision }, cancellationToken: cancellationToken));
        await TouchAsync(connection, videoId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return animatic;
    }

    /// <summary>Previews that were asked for longer ago than <paramref name="age"/> and are not finished.</summary>
    public async Task<IReadOnlyList<AnimaticKey>> ListUnderWayAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Animatic>(new CommandDefinition($"""
            select {Columns}
              from animatics
             where state = 'rendering'
               and asked_at < clock_timestamp() - @age
             order by asked_at
             limit 100
            """, new { age }, cancellationToken: cancellationToken))).Select(animatic => animatic.Key)];
    }

    /// <returns><see langword="false"/> when nobody waits for it any more: stop working on it.</returns>
    public async Task<bool> ReportProgressAsync(AnimaticKey key, double progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await UpdateAsync(connection, "progress = @progress", key, new { progress = (float)progress }, cancellationToken);
    }

    public Task<bool> CompleteAsync(AnimaticKey key, string assetKey, CancellationToken cancellationToken) => EndAsync(
        "state = 'ready', progress = 1, asset_key = @assetKey", key, new { assetKey }, "animatic_ready", new { key.Revision }, cancellationToken);

    public Task<bool> FailAsync(AnimaticKey key, GenerationFailure failure, CancellationToken cancellationToken) => EndAsync(
        "state = 'failed', failure = @failure", key, new { failure }, "animatic_failed", new { key.Revision, failure.Code }, cancellationToken);

    async Task<bool> EndAsync(string set, AnimaticKey key, object values, string type, object data, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await UpdateAsync(connection, set, key, values, cancellationToken))
        {
            return false;
        }

        await VideoEvents.AppendAsync(connection, key.VideoId, type, data, cancellationToken);
        await TouchAsync(connection, key.VideoId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    static async Task<bool> UpdateAsync(
        NpgsqlConnection connection, string set, AnimaticKey key, object values, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(key);
        return await connection.ExecuteAsync(new CommandDefinition($"""
            update animatics
               set {set}, changed_at = clock_timestamp()
             where video_id = @VideoId
               and revision = @Revision
               and attempt = @Attempt
               and state = 'rendering'
            """, parameters, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>The video shows its preview, so whoever asks whether the video has changed hears of it.</summary>
    static Task<int> TouchAsync(NpgsqlConnection connection, Guid videoId, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition(
            "update videos set changed_at = clock_timestamp() where id = @videoId", new { videoId }, cancellationToken: cancellationToken));
}
