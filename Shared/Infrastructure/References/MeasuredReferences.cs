using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Infrastructure.References;

/// <summary>References on their way from an uploaded video to an analysis. Each update names the state that it may leave.</summary>
public sealed class MeasuredReferences(NpgsqlDataSource database)
{
    /// <summary>Takes the upload over as a reference that has to be measured.</summary>
    /// <param name="maySpend">Whether a model may be paid to describe it.</param>
    /// <param name="apiKeyId">The key against whose cap its description counts.</param>
    /// <returns><see langword="null"/> when the upload was taken before; nothing was written.</returns>
    public async Task<Guid?> AddAsync(
        Guid workspaceId, string title, Guid uploadId, bool maySpend, Guid? apiKeyId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await UploadRepository.TakeAsync(connection, uploadId, cancellationToken))
        {
            return null;
        }

        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into reference_analyses (id, workspace_id, title, status, source, upload_id, may_spend, api_key_id)
            values (@id, @workspaceId, @title, 'measuring', 'measured', @uploadId, @maySpend, @apiKeyId)
            """, new { id, workspaceId, title, uploadId, maySpend, apiKeyId }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <returns>Where its video lies; <see langword="null"/> when there is nothing to measure any more.</returns>
    public Task<string?> FindVideoAsync(Guid id, CancellationToken cancellationToken) => ReadAsync<string?>("""
        select u.asset_key
          from reference_analyses r
          join uploads u on u.id = r.upload_id
         where r.id = @id
           and r.status = 'measuring'
        """, new { id }, cancellationToken);

    /// <returns><see langword="false"/> when it was deleted, or is over: stop working on it.</returns>
    public Task<bool> ReportProgressAsync(Guid id, double progress, CancellationToken cancellationToken) => WriteAsync(
        "update reference_analyses set progress = @progress where id = @id and status = 'measuring'", new { id, progress = (float)progress }, cancellationToken);

    /// <returns><see langword="false"/> when it was deleted, or is over; nothing was written.</returns>
    public Task<bool> KeepMeasurementAsync(Guid id, ReferenceMeasurement measurement, CancellationToken cancellationToken) => WriteAsync(
        "update reference_analyses set progress = 1, measurement = @measurement where id = @id and status = 'measuring'",
        new { id, measurement }, cancellationToken);

    /// <inheritdoc cref="KeepMeasurementAsync"/>
    public Task<bool> FinishAsync(Guid id, ReferenceAnalysis analysis, Provenance provenance, CancellationToken cancellationToken) => EndAsync("""
        update reference_analyses
           set status = 'ready', content = @analysis, provenance = @provenance, changed_at = clock_timestamp()
         where id = @id
           and status = 'measuring'
        """, id, new { id, analysis, provenance }, cancellationToken);

    /// <inheritdoc cref="KeepMeasurementAsync"/>
    public Task<bool> FailAsync(Guid id, GenerationFailure failure, CancellationToken cancellationToken) => EndAsync("""
        update reference_analyses
           set status = 'failed', failure = @failure, changed_at = clock_timestamp()
         where id = @id
           and status = 'measuring'
        """, id, new { id, failure }, cancellationToken);

    /// <summary>Those that have been measured for longer than <paramref name="age"/>, for a look at their orchestrations.</summary>
    public async Task<IReadOnlyList<Guid>> ListMeasuringAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Guid>(new CommandDefinition("""
            select id
              from reference_analyses
             where status = 'measuring'
               and created_at < clock_timestamp() - @age
             order by created_at
             limit 100
            """, new { age }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Has the files under a prefix deleted soon.</summary>
    public Task<bool> DiscardFilesAsync(string prefix, CancellationToken cancellationToken)
        => WriteAsync("insert into discarded_assets (prefix) values (@prefix) on conflict do nothing", new { prefix }, cancellationToken);

    /// <summary>The video has served; without this it would lie there for a day.</summary>
    async Task<bool> EndAsync(string sql, Guid id, object values, CancellationToken cancellationToken)
    {
        var ended = await WriteAsync(sql, values, cancellationToken);
        if (ended)
        {
            await WriteAsync("""
                insert into discarded_assets (prefix)
                select u.asset_key
                  from reference_analyses r
                  join uploads u on u.id = r.upload_id
                 where r.id = @id
                on conflict do nothing
                """, new { id }, cancellationToken);
        }

        return ended;
    }

    async Task<T?> ReadAsync<T>(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<T?>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    async Task<bool> WriteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken)) == 1;
    }
}
