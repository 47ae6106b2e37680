using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Reads what a list of the catalog is asked for, always within the caller's workspace.</summary>
static class CatalogQuery
{
    const int LongestText = 200;

    /// <param name="ofBrand">Whether the list knows <c>brand_id</c>.</param>
    /// <exception cref="BadInputException">A parameter is not right; it is named.</exception>
    public static CatalogFilter Read(HttpRequest request, bool ofBrand = false)
    {
        var text = request.Query["q"].ToString().Trim();
        if (text.Length > LongestText)
        {
            throw BadInputException.At("q", $"At most {LongestText} characters; there are {text.Length}.");
        }

        return new(Caller.Of(request).WorkspaceId, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), ofBrand ? BrandId(request) : null);
    }

    static Guid? BrandId(HttpRequest request)
        => request.Query["brand_id"].ToString() is not { Length: > 0 } text ? null
            : Guid.TryParse(text, out var id) ? id
            : throw BadInputException.At("brand_id", "This is not the id of a brand.");
}
