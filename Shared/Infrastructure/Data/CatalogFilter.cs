namespace VideoGen.Infrastructure.Data;

/// <summary>What to look for in a list of the catalog.</summary>
/// <param name="Words">Each occurs somewhere in the name, as lists of videos are searched.</param>
/// <param name="BrandId">Products of this brand only.</param>
public sealed record CatalogFilter(Guid WorkspaceId, IReadOnlyList<string> Words, Guid? BrandId = null);
