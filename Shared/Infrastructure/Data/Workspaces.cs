using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <param name="ExternalId">As tokens name it, where that is not the id.</param>
public sealed record Workspace(Guid Id, string Name, string? ExternalId, DateTime CreatedAt);

/// <summary>Who works together: everything belongs to one workspace, and nobody sees another's.</summary>
public sealed class Workspaces(NpgsqlDataSource database)
{
    /// <summary>The one that is there from the start.</summary>
    public static Guid Default { get; } = new("00000000-0000-0000-0000-000000000001");

    /// <summary>What goes into the digests of a workspace's pictures and clips; see <see cref="StillBrief"/>.</summary>
    public static Guid? Salt(Guid workspaceId) => workspaceId == Default ? null : workspaceId;

    /// <returns><see langword="null"/> when another has this external id.</returns>
    public async Task<Workspace?> AddAsync(string name, string? externalId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Workspace>(new CommandDefinition("""
            insert into workspaces (id, name, external_id)
            values (@id, @name, @externalId)
            on conflict (external_id) do nothing
            returning id, name, external_id, created_at
            """, new { id = Guid.CreateVersion7(), name, externalId }, cancellationToken: cancellationToken));
    }

    public async Task<Workspace?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Workspace>(new CommandDefinition(
            "select id, name, external_id, created_at from workspaces where id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <param name="named">Its external id, or its id.</param>
    public async Task<Workspace?> FindAsync(string named, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Workspace>(new CommandDefinition("""
            select id, name, external_id, created_at
              from workspaces
             where external_id = @named
                or external_id is null and id = @id
            """, new { named, id = Guid.TryParse(named, out var id) ? id : (Guid?)null }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Workspace>(new CommandDefinition(
            "select id, name, external_id, created_at from workspaces order by created_at, id", cancellationToken: cancellationToken))).AsList();
    }
}
