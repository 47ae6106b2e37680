using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Creates and reads brands, products and reference analyses; <see cref="CatalogEdits"/> changes them. Whoever creates names the id: one that
/// is there is given back as it is.
/// </summary>
public sealed class CatalogRepository(NpgsqlDataSource database)
{
    public Task<Stored<Brand>> AddBrandAsync(Guid id, Guid workspaceId, Brand brand, CancellationToken cancellationToken) => AddAsync(CatalogTables.Brands, """
        insert into brands as c (id, workspace_id, name, content)
        values (@id, @workspaceId, @Name, @content)
        """, new { id, workspaceId, brand.Name, content = brand }, cancellationToken);

    /// <returns><see langword="null"/> when there is no such brand; nothing was written.</returns>
    public async Task<Stored<Product>?> AddProductAsync(Guid id, Product product, CancellationToken cancellationToken)
    {
        try
        {
            return await AddAsync(CatalogTables.Products, """
                insert into products as c (id, brand_id, name, content)
                values (@id, @BrandId, @Name, @content)
                """, new { id, product.BrandId, product.Name, content = product }, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return null;
        }
    }

    public Task<StoredReference> AddReferenceAsync(
        Guid id, Guid workspaceId, ReferenceAnalysis reference, CancellationToken cancellationToken)
        => AddAsync(CatalogTables.References, """
            insert into reference_analyses as c (id, workspace_id, title, content)
            values (@id, @workspaceId, @Title, @content)
            """, new { id, workspaceId, reference.Title, content = reference }, cancellationToken);

    public Task<Stored<Brand>?> FindBrandAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync(CatalogTables.Brands, id, cancellationToken);

    public Task<Stored<Product>?> FindProductAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync(CatalogTables.Products, id, cancellationToken);

    public Task<StoredReference?> FindReferenceAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync(CatalogTables.References, id, cancellationToken);

    /// <summary>Newest first, as all three lists.</summary>
    public Task<IReadOnlyList<Stored<Brand>>> ListBrandsAsync(CatalogFilter filter, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(CatalogTables.Brands, filter, page, cancellationToken);

    public Task<IReadOnlyList<Stored<Product>>> ListProductsAsync(
        CatalogFilter filter, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(CatalogTables.Products, filter, page, cancellationToken);

    public Task<IReadOnlyList<StoredReference>> ListReferencesAsync(
        CatalogFilter filter, PageRequest page, CancellationToken cancellationToken)
        => ListAsync(CatalogTables.References, filter, page, cancellationToken);

    internal async Task<TRow?> FindAsync<TRow>(CatalogTable<TRow> kind, Guid id, CancellationToken cancellationToken) where TRow : class
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<TRow>(new CommandDefinition(
            $"select {kind.Columns} from {kind.Table} c where c.id = @id", new { id }, cancellationToken: cancellationToken));
    }

    async Task<TRow> AddAsync<TRow>(CatalogTable<TRow> kind, string insert, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<TRow>(new CommandDefinition(
            $"{insert} on conflict (id) do update set id = excluded.id returning {kind.Columns}", values, cancellationToken: cancellationToken));
    }

    async Task<IReadOnlyList<TRow>> ListAsync<TRow>(
        CatalogTable<TRow> kind, CatalogFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var values = new DynamicParameters(new { filter.WorkspaceId, filter.BrandId, page.Before, page.BeforeId, page.Take });
        // As the index of names spells it.
        var said = string.Concat(filter.Words.Select((word, i) =>
        {
            values.Add($"word{i}", word);
            return $"and ' ' || search_key(c.{kind.Heading}) like search_pattern(@word{i}) ";
        }));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<TRow>(new CommandDefinition($"""
            select {kind.Columns}
              from {kind.Table} c
             where {kind.InWorkspace}
               {said}
               and (c.created_at, c.id) < (@Before, @BeforeId)
             order by c.created_at desc, c.id desc
             limit @Take
            """, values, cancellationToken: cancellationToken))).AsList();
    }
}
