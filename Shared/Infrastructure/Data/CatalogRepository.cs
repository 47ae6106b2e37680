using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A record of the catalog with what the database adds to it.</summary>
public sealed record Stored<T>
{
    public required Guid Id { get; init; }
    public required T Content { get; init; }
    public required DateTime CreatedAt { get; init; }
}

/// <summary>Brands, products and reference analyses.</summary>
public sealed class CatalogRepository(NpgsqlDataSource database)
{
    public Task<Stored<Brand>> AddBrandAsync(Guid workspaceId, Brand brand, CancellationToken cancellationToken) => AddAsync("""
        insert into brands (id, workspace_id, name, content)
        values (@id, @workspaceId, @Name, @content)
        returning id, content, created_at
        """, new { id = Guid.CreateVersion7(), workspaceId, brand.Name, content = brand }, brand, cancellationToken);

    /// <returns><see langword="null"/> when there is no such brand; nothing was written.</returns>
    public async Task<Stored<Product>?> AddProductAsync(Product product, CancellationToken cancellationToken)
    {
        try
        {
            return await AddAsync("""
                insert into products (id, brand_id, name, content)
                values (@id, @BrandId, @Name, @content)
                returning id, content, created_at
                """, new { id = Guid.CreateVersion7(), product.BrandId, product.Name, content = product }, product, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return null;
        }
    }

    public Task<Stored<ReferenceAnalysis>> AddReferenceAsync(Guid workspaceId, ReferenceAnalysis reference, CancellationToken cancellationToken) => AddAsync("""
        insert into reference_analyses (id, workspace_id, title, content)
        values (@id, @workspaceId, @Title, @content)
        returning id, content, created_at
        """, new { id = Guid.CreateVersion7(), workspaceId, reference.Title, content = reference }, reference, cancellationToken);

    public Task<Stored<Brand>?> FindBrandAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync<Brand>("select id, content, created_at from brands where id = @id", id, cancellationToken);

    public Task<Stored<Product>?> FindProductAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync<Product>("select id, content, created_at from products where id = @id", id, cancellationToken);

    public Task<Stored<ReferenceAnalysis>?> FindReferenceAsync(Guid id, CancellationToken cancellationToken)
        => FindAsync<ReferenceAnalysis>("select id, content, created_at from reference_analyses where id = @id", id, cancellationToken);

    /// <inheritdoc cref="PageRequest"/>
    public Task<IReadOnlyList<Stored<Brand>>> ListBrandsAsync(Guid workspaceId, PageRequest page, CancellationToken cancellationToken) => ListAsync<Brand>("""
        select id, content, created_at
          from brands
         where workspace_id = @workspaceId
           and (created_at, id) < (@Before, @BeforeId)
         order by created_at desc, id desc
         limit @Take
        """, new { workspaceId, page.Before, page.BeforeId, page.Take }, cancellationToken);

    /// <inheritdoc cref="PageRequest"/>
    public Task<IReadOnlyList<Stored<Product>>> ListProductsAsync(Guid workspaceId, PageRequest page, CancellationToken cancellationToken) => ListAsync<Product>("""
        select p.id, p.content, p.created_at
          from products p
          join brands b on b.id = p.brand_id
         where b.workspace_id = @workspaceId
           and (p.created_at, p.id) < (@Before, @BeforeId)
         order by p.created_at desc, p.id desc
         limit @Take
        """, new { workspaceId, page.Before, page.BeforeId, page.Take }, cancellationToken);

    /// <inheritdoc cref="PageRequest"/>
    public Task<IReadOnlyList<Stored<ReferenceAnalysis>>> ListReferencesAsync(Guid workspaceId, PageRequest page, CancellationToken cancellationToken) => ListAsync<ReferenceAnalysis>("""
        select id, content, created_at
          from reference_analyses
         where workspace_id = @workspaceId
           and (created_at, id) < (@Before, @BeforeId)
         order by created_at desc, id desc
         limit @Take
        """, new { workspaceId, page.Before, page.BeforeId, page.Take }, cancellationToken);

    async Task<Stored<T>> AddAsync<T>(string sql, object values, T content, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var stored = await connection.QuerySingleAsync<Stored<T>>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return stored with { Content = content };
    }

    async Task<Stored<T>?> FindAsync<T>(string sql, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Stored<T>>(new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken));
    }

    async Task<IReadOnlyList<Stored<T>>> ListAsync<T>(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Stored<T>>(new CommandDefinition(sql, values, cancellationToken: cancellationToken))).AsList();
    }
}
