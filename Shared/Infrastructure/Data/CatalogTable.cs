using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>Where brands, products and references differ in SQL.</summary>
/// <typeparam name="TRow">What is read of one.</typeparam>
/// <param name="Table">Its name.</param>
/// <param name="Heading">The column with the name that people know a record by.</param>
/// <param name="Column">Of <c>videos</c> and <c>images</c>, the one that leads to it.</param>
/// <param name="InWorkspace">Whether a row <c>c</c> belongs to <c>@WorkspaceId</c>, and to <c>@BrandId</c> where that is asked for.</param>
/// <param name="Own">Further columns of a row <c>c</c>.</param>
/// <param name="Remove">Deletes the row <c>@id</c>; touches at least one row when there was one.</param>
sealed record CatalogTable<TRow>(string Table, string Heading, string Column, string InWorkspace, string Own, string Remove)
{
    /// <summary>Of a row <c>c</c>.</summary>
    public string Columns => $"c.id, c.content, c.version, c.created_at, c.changed_at, {Own}";
}

static class CatalogTables
{
    public static CatalogTable<Stored<Brand>> Brands { get; } = new(
        "brands", "name", "brand_id", "c.workspace_id = @WorkspaceId", Images("brand_id"), "delete from brands where id = @id");

    public static CatalogTable<Stored<Product>> Products { get; } = new("products", "name", "product_id", """
        exists (select from brands b where b.id = c.brand_id and b.workspace_id = @WorkspaceId)
           and (@BrandId is null or c.brand_id = @BrandId)
        """, Images("product_id"), "delete from products where id = @id");

    public static CatalogTable<StoredReference> References { get; } = new(
        "reference_analyses", "title", "reference_id", "c.workspace_id = @WorkspaceId",
        "c.title, c.status as status_word, c.source, c.progress, c.failure, c.measurement, c.provenance, c.may_spend",
        // Its key frames, and the video if it is still there, have nobody else.
        """
        with gone as (delete from reference_analyses where id = @id returning id, upload_id)
        insert into discarded_assets (prefix)
        select 'references/' || id || '/' from gone
        union all
        select u.asset_key from uploads u join gone on gone.upload_id = u.id
        on conflict do nothing
        """);

    static string Images(string column)
        => $"(select {CatalogImage.List} from images i where i.{column} = c.id and i.removed_at is null) as images";
}
