using System.Text.RegularExpressions;

namespace VideoGen.Infrastructure.Data;

/// <summary>What to look for in a list of the catalog.</summary>
/// <param name="Text">Somewhere in the name, without regard to case; <see langword="null"/> for all.</param>
/// <param name="BrandId">Products of this brand only.</param>
public sealed partial record CatalogFilter(Guid WorkspaceId, string? Text = null, Guid? BrandId = null)
{
    /// <summary>For <c>ilike</c>, in which some characters of people's words would stand for others.</summary>
    internal string? Pattern => Text is null ? null : $"%{Special().Replace(Text, "\\$0")}%";

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Special();
}
