using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoGen.Domain;

/// <summary>
/// What has changed between two revisions. Scenes are matched by what they say and show, not by their number, so one that is put in
/// changes no other. A script and a storyboard are compared in the fields that both have.
/// </summary>
public static class RevisionDiff
{
    const string Number = "number";

    public static IReadOnlyList<SceneChange> Between(Script from, Script to) => Between(Fields(from), Fields(to));

    public static IReadOnlyList<SceneChange> Between(Storyboard from, Storyboard to) => Between(Fields(from), Fields(to));

    public static IReadOnlyList<SceneChange> Between(Script from, Storyboard to) => Between(Fields(from), Fields(to));

    public static IReadOnlyList<SceneChange> Between(Storyboard from, Script to) => Between(Fields(from), Fields(to));

    static IReadOnlyList<SceneChange> Between(JsonObject from, JsonObject to)
    {
        var (before, after) = (Scenes(from), Scenes(to));
        var pairs = SceneMatch.Pair(before, after);
        var moved = SceneMatch.Moved(pairs);
        var changes = new List<SceneChange>();
        if (from["title"] is { } oldTitle && to["title"] is { } title && !JsonNode.DeepEquals(oldTitle, title))
        {
            changes.Add(new(null, ChangeKind.Changed, "title", oldTitle.DeepClone(), title.DeepClone()));
        }

        for (var i = 0; i < after.Count; i++)
        {
            if (pairs[i] is not { } old)
            {
                changes.Add(new(i + 1, ChangeKind.Added, null, null, after[i].DeepClone()));
                continue;
            }

            if (moved.Contains(i))
            {
                changes.Add(new(i + 1, ChangeKind.Moved, Number, old + 1, i + 1));
            }

            changes.AddRange(Fields(before[old], after[i]).Select(field
                => new SceneChange(i + 1, ChangeKind.Changed, field, before[old][field]?.DeepClone(), after[i][field]?.DeepClone())));
        }

        changes.AddRange(Enumerable.Range(0, before.Count).Where(old => !pairs.Contains(old))
            .Select(old => new SceneChange(old + 1, ChangeKind.Removed, null, before[old].DeepClone(), null)));
        return [.. changes.OrderBy(change => change.Scene ?? 0)];
    }

    /// <summary>Those that both have and that differ.</summary>
    static IEnumerable<string> Fields(JsonObject before, JsonObject after) => after
        .Where(field => field.Key != Number && before.ContainsKey(field.Key) && !JsonNode.DeepEquals(before[field.Key], field.Value))
        .Select(field => field.Key);

    static JsonObject Fields<T>(T content) => JsonSerializer.SerializeToNode(content, DomainJson.Options)!.AsObject();

    static List<JsonObject> Scenes(JsonObject content) => [.. content["scenes"]!.AsArray().Select(scene => scene!.AsObject())];
}
