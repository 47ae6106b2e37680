using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>Calls of providers to us: stored, and the job marked for a look, before anything else happens.</summary>
public sealed class ProviderCallbacks(NpgsqlDataSource database)
{
    /// <returns>
    /// The scene that may wait for the attempt, in its video's current run; <see langword="null"/> for a repeated delivery, and for one that
    /// names no attempt of ours, of which nothing is kept.
    /// </returns>
    public async Task<SceneKey?> StoreAsync(string provider, CallbackHint hint, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<(Guid JobId, Guid VideoId, int Run, int Scene)>(new CommandDefinition("""
            select j.id, j.video_id, v.run, j.scene
              from render_jobs j
              join videos v on v.id = j.video_id
             where j.provider = @provider
               and (j.token = @Token or @Token::text is null and j.provider_job_id = @ProviderJobId)
             order by j.created_at desc
             limit 1
            """, new { provider, hint.Token, hint.ProviderJobId }, cancellationToken: cancellationToken));
        if (found.JobId == default)
        {
            return null;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isNew = await connection.ExecuteAsync(new CommandDefinition("""
            insert into provider_callbacks (provider, event_id, token, provider_job_id, render_job_id)
            values (@provider, @EventId, @Token, @ProviderJobId, @JobId)
            on conflict (provider, event_id) do nothing
            """, new { provider, hint.EventId, hint.Token, hint.ProviderJobId, found.JobId }, cancellationToken: cancellationToken)) == 1;
        if (!isNew)
        {
            return null;
        }

        // Only a token that nobody can guess names an attempt for which no job is known.
        await RenderJobLooks.NowAsync(connection, found.JobId, hint.Token is null ? null : hint.ProviderJobId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SceneKey(new RunKey(found.VideoId, found.Run), found.Scene);
    }
}
