using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Uploads;

public sealed class UploadRepository(NpgsqlDataSource database)
{
    const string Columns = "id, kind as kind_word, file_name, content_type, size_bytes, asset_key";

    /// <param name="extension">Of the content type, with its dot.</param>
    public async Task<Upload> AddAsync(
        Guid workspaceId, UploadKind kind, string fileName, string contentType, string extension, long sizeBytes, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<Upload>(new CommandDefinition($"""
            insert into uploads (id, workspace_id, kind, file_name, content_type, size_bytes, asset_key)
            values (@id, @workspaceId, @kind, @fileName, @contentType, @sizeBytes, @assetKey)
            returning {Columns}
            """, new { id, workspaceId, kind = Spelling.Of(kind), fileName, contentType, sizeBytes, assetKey = $"uploads/{id}{extension}" },
            cancellationToken: cancellationToken));
    }

    /// <returns><see langword="null"/> when the workspace has none of this kind that can still be used.</returns>
    public async Task<Upload?> FindAsync(Guid workspaceId, Guid id, UploadKind kind, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Upload>(new CommandDefinition($"""
            select {Columns}
              from uploads
             where id = @id
               and workspace_id = @workspaceId
               and kind = @kind
               and used_at is null
               and created_at > clock_timestamp() - @Lifetime
            """, new { workspaceId, id, kind = Spelling.Of(kind), Upload.Lifetime }, cancellationToken: cancellationToken));
    }

    /// <returns><see langword="false"/> when it was taken before: an upload becomes one thing.</returns>
    internal static async Task<bool> TakeAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => await connection.ExecuteAsync(new CommandDefinition(
            "update uploads set used_at = clock_timestamp() where id = @id and used_at is null", new { id }, cancellationToken: cancellationToken)) == 1;
}
