using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>How brands, products and references are answered, alike for all three.</summary>
public sealed class CatalogAnswers(CatalogViews views)
{
    public IResult Created<T>(HttpRequest request, string collection, Stored<T> stored)
    {
        ETags.Set(request.HttpContext.Response, stored.Version);
        return JsonBody.Created($"/api/v1/{collection}/{stored.Id}", views.Of(stored));
    }

    public IResult One<T>(HttpRequest request, string what, Guid id, Stored<T>? stored)
    {
        if (stored is null)
        {
            return Problems.NotFound(what, id);
        }

        ETags.Set(request.HttpContext.Response, stored.Version);
        return JsonBody.Ok(views.Of(stored));
    }

    public IResult Edited<T>(HttpRequest request, string what, Guid id, CatalogEdit<T> edit)
        => edit is { Stored: { } current, Done: false } ? Preconditions.Stale(views.Of(current)) : One(request, what, id, edit.Stored);

    public static IResult Removed(string what, Guid id, CatalogRemoval removal) => removal switch
    {
        { Found: false } => Problems.NotFound(what, id),
        { Done: true } => Results.NoContent(),
        _ => Problems.Conflict("in_use", $"This {what} has {InUse(removal)}, so it is kept. Delete these first.", new { removal.Videos, removal.Products }),
    };

    public IResult List<T>(PageRequest page, IReadOnlyList<Stored<T>> rows)
        => JsonBody.Ok(Paging.Cut(rows, page, views.Of, row => PageRequest.CursorAfter(row.CreatedAt, row.Id)));

    static string InUse(CatalogRemoval removal)
        => string.Join(" and ", new[] { Count(removal.Videos, "video"), Count(removal.Products, "product") }.OfType<string>());

    static string? Count(int count, string noun) => count switch
    {
        0 => null,
        1 => $"1 {noun}",
        _ => $"{count} {noun}s",
    };
}
