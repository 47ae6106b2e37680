using Dapper;
using Npgsql;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>What became of the painting of stills: notes beside <see cref="ModelCalls"/>, which keeps their money.</summary>
public sealed class StillCalls(NpgsqlDataSource database)
{
    /// <summary>What was tried for a video's stills, oldest first.</summary>
    internal const string OfVideo = """
        select c.purpose, c.provider, c.model, c.state, c.run, c.message, p.asset_key as picture_key,
               coalesce(c.code, c.fault, case c.state when 'lost' then 'interrupted' end) as code,
               coalesce(c.cost_usd, (select amount_usd from ledger l where l.render_job_id = c.id and l.kind = 'reserve'), 0) as cost_usd
          from model_calls c
          left join pictures p on p.digest = c.picture
         where c.video_id = @videoId
           and c.kind = 'still'
         order by c.created_at
        """;

    /// <summary>A picture that was there already was taken: nobody was called, and nothing is to be paid.</summary>
    public Task NoteReuseAsync(ModelErrand errand, string service, string model, string picture, CancellationToken cancellationToken)
        => NoteAsync(errand, service, model, "answered", picture, failure: null, cancellationToken);

    /// <summary>Nobody was called, and this is why.</summary>
    public Task NoteFailureAsync(
        ModelErrand errand, string service, string model, ProviderFailure failure, CancellationToken cancellationToken)
        => NoteAsync(errand, service, model, "failed", picture: null, failure, cancellationToken);

    async Task NoteAsync(
        ModelErrand errand, string service, string model, string state, string? picture, ProviderFailure? failure, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into model_calls (id, video_id, run, kind, purpose, provider, model, state, picture, fault, code, message, cost_usd, ended_at)
            values (@id, @VideoId, @Run, @kind, @Purpose, @service, @model, @state, @picture, @fault, @code, @message, 0, clock_timestamp())
            """, new
        {
            id = Guid.CreateVersion7(),
            errand.VideoId,
            errand.Run,
            kind = Spelling.Of(errand.Kind),
            errand.Purpose,
            service,
            model,
            state,
            picture,
            fault = failure is null ? null : Spelling.Of(failure.Fault),
            code = failure is null ? null : Spelling.Of(failure.Code),
            message = failure?.Message,
        }, cancellationToken: cancellationToken));
    }
}
