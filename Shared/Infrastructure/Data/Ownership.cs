using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace VideoGen.Infrastructure.Data;

/// <summary>Which workspace an id belongs to. That never changes, so it is read once and then known.</summary>
public sealed class Ownership(NpgsqlDataSource database)
{
    /// <summary>More than that, and all are forgotten: about 10 MB.</summary>
    const int Many = 100_000;

    /// <summary>By the part of the path that stands before the id.</summary>
    static readonly Dictionary<string, (string Noun, string Sql)> Collections = new()
    {
        ["videos"] = ("video", "select workspace_id from videos where id = @id"),
        ["brands"] = ("brand", "select workspace_id from brands where id = @id"),
        ["products"] = ("product", "select b.workspace_id from products p join brands b on b.id = p.brand_id where p.id = @id"),
        ["references"] = ("reference", "select workspace_id from reference_analyses where id = @id"),
        ["webhook-endpoint/deliveries"] = ("delivery", "select workspace_id from webhook_messages where id = @id"),
        ["api-keys"] = ("api_key", "select workspace_id from api_keys where id = @id"),
    };

    readonly ConcurrentDictionary<(string Collection, Guid Id), Guid> _known = [];

    /// <returns>What one of the collection is called; <see langword="null"/> when there is no such collection.</returns>
    public static string? NounOf(string collection) => Collections.TryGetValue(collection, out var known) ? known.Noun : null;

    public async Task<bool> IsOfAsync(Guid workspaceId, string collection, Guid id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((collection, id), out var owner))
        {
            return owner == workspaceId;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            Collections[collection].Sql, new { id }, cancellationToken: cancellationToken));
        if (found is null)
        {
            return false;
        }

        if (_known.Count >= Many)
        {
            _known.Clear();
        }

        _known[(collection, id)] = found.Value;
        return found == workspaceId;
    }
}
