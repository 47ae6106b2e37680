using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>What a video is to be made of; <see langword="null"/> what was not named, or is not there.</summary>
public sealed record Ingredients
{
    public Brand? Brand { get; init; }
    public Product? Product { get; init; }

    /// <summary>There only when it is ready.</summary>
    public ReferenceAnalysis? Reference { get; init; }

    /// <summary>A word of <see cref="ReferenceStatus"/>.</summary>
    public string? ReferenceStatusWord { get; init; }
}

/// <summary>Looks into the catalog of one workspace.</summary>
public sealed class IngredientLookup(NpgsqlDataSource database)
{
    public async Task<Ingredients> FindAsync(
        Guid workspaceId, Guid? brandId, Guid? productId, Guid? referenceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<Ingredients>(new CommandDefinition("""
            select (select content from brands where id = @brandId and workspace_id = @workspaceId) as brand,
                   (select p.content from products p join brands b on b.id = p.brand_id where p.id = @productId and b.workspace_id = @workspaceId) as product,
                   (select content from reference_analyses where id = @referenceId and workspace_id = @workspaceId) as reference,
                   (select status from reference_analyses where id = @referenceId and workspace_id = @workspaceId) as reference_status_word
            """, new { workspaceId, brandId, productId, referenceId }, cancellationToken: cancellationToken));
    }
}
