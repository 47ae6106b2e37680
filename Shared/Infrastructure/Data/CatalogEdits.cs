using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <param name="Stored">As it is now; <see langword="null"/> when there is no such record.</param>
/// <param name="Done">Whether the edit was written; otherwise another version than the edited one is there now.</param>
public sealed record CatalogEdit<T>(Stored<T>? Stored, bool Done);

/// <summary>How a deletion ended.</summary>
/// <param name="Found">Whether there was such a record.</param>
/// <param name="Videos">Of how many videos it is; with any nothing was deleted.</param>
/// <param name="Products">Of a brand: how many products it has; with any nothing was deleted.</param>
public sealed record CatalogRemoval(bool Found, int Videos, int Products)
{
    public bool Done => Found && Videos == 0 && Products == 0;
}

/// <summary>
/// Replaces and deletes records of the catalog. Videos keep what they were made of (<see cref="VideoSnapshot"/>), so an edit reaches only
/// those that come after it. What a video points to is not deleted: filters, costs by brand and histories would lose it.
/// </summary>
public sealed class CatalogEdits(NpgsqlDataSource database, CatalogRepository catalog)
{
    /// <param name="version">The one that was edited.</param>
    public Task<CatalogEdit<Brand>> ReplaceBrandAsync(Guid id, int version, Brand brand, CancellationToken cancellationToken)
        => ReplaceAsync<Stored<Brand>, Brand>(CatalogTables.Brands, id, version, brand.Name, brand, cancellationToken);

    /// <inheritdoc cref="ReplaceBrandAsync"/>
    public Task<CatalogEdit<Product>> ReplaceProductAsync(Guid id, int version, Product product, CancellationToken cancellationToken)
        => ReplaceAsync<Stored<Product>, Product>(CatalogTables.Products, id, version, product.Name, product, cancellationToken);

    /// <inheritdoc cref="ReplaceBrandAsync"/>
    public Task<CatalogEdit<ReferenceAnalysis?>> ReplaceReferenceAsync(
        Guid id, int version, ReferenceAnalysis reference, CancellationToken cancellationToken)
        => ReplaceAsync<StoredReference, ReferenceAnalysis?>(CatalogTables.References, id, version, reference.Title, reference, cancellationToken);

    public Task<CatalogRemoval> RemoveBrandAsync(Guid id, CancellationToken cancellationToken)
        => RemoveAsync(CatalogTables.Brands, id, cancellationToken);

    public Task<CatalogRemoval> RemoveProductAsync(Guid id, CancellationToken cancellationToken)
        => RemoveAsync(CatalogTables.Products, id, cancellationToken);

    public Task<CatalogRemoval> RemoveReferenceAsync(Guid id, CancellationToken cancellationToken)
        => RemoveAsync(CatalogTables.References, id, cancellationToken);

    async Task<CatalogEdit<T>> ReplaceAsync<TRow, T>(
        CatalogTable<TRow> kind, Guid id, int version, string heading, T content, CancellationToken cancellationToken) where TRow : Stored<T>
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.ExecuteAsync(new CommandDefinition($"""
            update {kind.Table}
               set {kind.Heading} = @heading, content = @content, version = version + 1, changed_at = clock_timestamp()
             where id = @id
               and version = @version
               and content is not null
            """, new { id, version, heading, content }, cancellationToken: cancellationToken));
        return new(await catalog.FindAsync(kind, id, cancellationToken), rows == 1);
    }

    async Task<CatalogRemoval> RemoveAsync<TRow>(CatalogTable<TRow> kind, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return new(await connection.ExecuteAsync(new CommandDefinition(kind.Remove, new { id }, cancellationToken: cancellationToken)) > 0, 0, 0);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return await connection.QuerySingleAsync<CatalogRemoval>(new CommandDefinition($"""
                select true as found,
                       (select count(*) from videos where {kind.Column} = @id)::int as videos,
                       (select count(*) from products where brand_id = @id)::int as products
                """, new { id }, cancellationToken: cancellationToken));
        }
    }
}
