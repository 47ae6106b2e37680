using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a delivery was about.</summary>
/// <param name="IsNew"><see langword="false"/> for a repeated delivery.</param>
/// <param name="JobId"><see langword="null"/> when it names no attempt of ours.</param>
/// <param name="Scene">The scene that may wait for the attempt, in its video's current run.</param>
public sealed record Delivery(bool IsNew, Guid? JobId, SceneKey? Scene);

/// <summary>Calls of providers to us, stored before anything else happens.</summary>
public sealed class WebhookDeliveries(NpgsqlDataSource database)
{
    public async Task<Delivery> StoreAsync(string provider, WebhookHint hint, CancellationToken cancellationToken)
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
        Guid? jobId = found.JobId == default ? null : found.JobId;
        var stored = await connection.ExecuteAsync(new CommandDefinition("""
            insert into webhook_deliveries (provider, event_id, token, provider_job_id, render_job_id)
            values (@provider, @EventId, @Token, @ProviderJobId, @jobId)
            on conflict (provider, event_id) do nothing
            """, new { provider, hint.EventId, hint.Token, hint.ProviderJobId, jobId }, cancellationToken: cancellationToken));
        return new(stored == 1, jobId, jobId is null ? null : new SceneKey(new RunKey(found.VideoId, found.Run), found.Scene));
    }
}
