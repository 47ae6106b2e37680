using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Data;

/// <summary>Calls of models, each recorded with its reservation before it is made and closed with what it cost.</summary>
public sealed class ModelCalls(NpgsqlDataSource database)
{
    /// <summary>Records the call and reserves its cost in one transaction.</summary>
    public async Task<Reservation> ReserveAsync(
        ModelErrand errand, string service, string model, decimal atMostUsd, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await SpendingRights.RefusalAsync(connection, errand, atMostUsd, cancellationToken) is { } refused)
        {
            return refused;
        }

        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into model_calls (id, video_id, reference_id, run, kind, purpose, provider, model)
            values (@id, @VideoId, @ReferenceId, @Run, @kind, @Purpose, @service, @model);
            insert into ledger (video_id, brand_id, workspace_id, api_key_id, render_job_id, provider, kind, amount_usd)
            select v.id, v.brand_id, v.workspace_id, v.api_key_id, @id, @service, 'reserve', @atMostUsd
              from videos v
             where v.id = @VideoId
            union all
            select null, null, r.workspace_id, r.api_key_id, @id, @service, 'reserve', @atMostUsd
              from reference_analyses r
             where r.id = @ReferenceId
            """, new
        {
            id,
            errand.VideoId,
            errand.ReferenceId,
            errand.Run,
            kind = Spelling.Of(errand.Kind),
            errand.Purpose,
            service,
            model,
            atMostUsd,
        }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new(ReservationResult.Reserved, id);
    }

    /// <summary>Closes a call that was answered, or that failed. One that is closed stays as it is.</summary>
    /// <param name="costUsd"><see langword="null"/> when nobody knows: then what was reserved counts.</param>
    /// <param name="picture">Digest of the picture that came of it.</param>
    public async Task CloseAsync(
        Guid id, ModelUsage? usage, decimal? costUsd, ProviderFailure? failure, string? picture, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // The video's lock comes before all others, here as everywhere, so that nobody waits in a circle and each sees the entries of the
        // others.
        await connection.ExecuteAsync(new CommandDefinition("""
            select from videos
             where id = (select video_id from model_calls where id = @id)
               for no key update
            """, new { id }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition("""
            update model_calls
               set state = @state, input_tokens = @input, output_tokens = @output, cost_usd = @costUsd, fault = @fault, code = @code, message = @message,
                   picture = @picture, ended_at = clock_timestamp()
             where id = @id
               and state = 'calling'
            """, new
        {
            id,
            state = failure is null ? "answered" : "failed",
            input = usage?.Input ?? 0,
            output = usage?.Output ?? 0,
            costUsd,
            fault = failure is null ? null : Spelling.Of(failure.Fault),
            code = failure is null ? null : Spelling.Of(failure.Code),
            message = failure?.Message,
            picture,
        }, cancellationToken: cancellationToken));
        await Ledger.CloseAsync(connection, id, costUsd, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Closes the calls for the same errand that nobody waits for any more, as their process died: each counts as spent.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LoseOpenAsync(ModelErrand errand, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "select from videos where id = @VideoId for no key update", new { errand.VideoId }, cancellationToken: cancellationToken));
        var lost = (await connection.QueryAsync<Guid>(new CommandDefinition($"""
            update model_calls c
               set state = 'lost', code = @interrupted, message = 'The app stopped while it called the model; the call counts as spent.', ended_at = clock_timestamp()
             where {errand.SameSql}
               and c.state = 'calling'
            returning c.id
            """, new { errand.VideoId, errand.ReferenceId, kind = Spelling.Of(errand.Kind), errand.Purpose, interrupted = Spelling.Of(FallbackCode.Interrupted) },
            cancellationToken: cancellationToken))).AsList();
        foreach (var id in lost)
        {
            await Ledger.CloseAsync(connection, id, chargedUsd: null, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return lost.Count;
    }

    /// <summary>Keeps the text that was taken.</summary>
    public async Task KeepAnswerAsync(Guid id, string answer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update model_calls set answer = @answer where id = @id", new { id, answer }, cancellationToken: cancellationToken));
    }

    /// <summary>The text that was taken when the same errand was run before; its step was repeated.</summary>
    public async Task<KeptText?> FindAnswerAsync(ModelErrand errand, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<KeptText>(new CommandDefinition($"""
            select c.provider, c.model, c.answer, sum(o.input_tokens)::int as input_tokens, sum(o.output_tokens)::int as output_tokens,
                   sum(coalesce(o.cost_usd, 0)) as cost_usd
              from model_calls c
              join model_calls o on (o.video_id = c.video_id or o.reference_id = c.reference_id)
               and o.run = c.run and o.kind = c.kind and o.purpose = c.purpose and o.provider = c.provider and o.model = c.model
             where {errand.SameSql}
               and c.run = @Run
               and c.answer is not null
             group by c.id
             order by c.created_at desc
            """, new { errand.VideoId, errand.ReferenceId, errand.Run, kind = Spelling.Of(errand.Kind), errand.Purpose },
            cancellationToken: cancellationToken));
    }
}
