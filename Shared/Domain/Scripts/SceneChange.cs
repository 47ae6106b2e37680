using System.Text.Json.Nodes;

namespace VideoGen.Domain;

public enum ChangeKind
{
    Added,
    Removed,

    /// <summary>The scene stands elsewhere among those that both have; before and after are its numbers.</summary>
    Moved,
    Changed,
}

/// <summary>One difference between two revisions.</summary>
/// <param name="Scene">Its number in the newer one, or in the older when it was removed; <see langword="null"/> for the title.</param>
/// <param name="Field">In the spelling of the API; <see langword="null"/> for a whole scene.</param>
public sealed record SceneChange(int? Scene, ChangeKind Change, string? Field, JsonNode? Before, JsonNode? After);
