using System.Text.Json.Nodes;

namespace VideoGen.Domain;

/// <summary>Finds for each scene of a revision the one of another revision that it was.</summary>
static class SceneMatch
{
    /// <summary>Two scenes with less in common are not taken for one by their texts alone.</summary>
    const double LeastAlike = 0.45;

    /// <summary>What likeness is worth between two roles: a product's name in a hook and in the solution does not make them one scene.</summary>
    const double OtherRole = 0.6;

    static readonly string[] Texts = ["narration", "on_screen_text", "visual_prompt"];

    /// <returns>For each scene of <paramref name="after"/> the index of its match, each at most once.</returns>
    public static int?[] Pair(IReadOnlyList<JsonObject> before, IReadOnlyList<JsonObject> after)
    {
        var pairs = new int?[after.Count];
        var free = Enumerable.Range(0, before.Count).ToHashSet();
        var (olds, news) = (before.Select(Pairs).ToList(), after.Select(Pairs).ToList());
        var alike = Enumerable.Range(0, after.Count)
            .SelectMany(i => Enumerable.Range(0, before.Count).Select(old => (New: i, Old: old, Likeness: Likeness(olds[old], news[i]) * (IsSameRole(before[old], after[i]) ? 1 : OtherRole))))
            .Where(pair => pair.Likeness >= LeastAlike)
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => Math.Abs(pair.New - pair.Old)).ThenBy(pair => pair.New);
        foreach (var (i, old, _) in alike)
        {
            if (pairs[i] is null && free.Remove(old))
            {
                pairs[i] = old;
            }
        }

        FillGaps(pairs, before, after);
        return pairs;
    }

    /// <returns>The fewest scenes that, taken out, leave the rest in the order that it had.</returns>
    public static IReadOnlySet<int> Moved(int?[] pairs)
    {
        var matched = Enumerable.Range(0, pairs.Length).Where(i => pairs[i] is not null).ToArray();
        var best = new int[matched.Length];
        var previous = new int[matched.Length];
        for (var i = 0; i < matched.Length; i++)
        {
            var longest = Enumerable.Range(0, i).Where(j => pairs[matched[j]] < pairs[matched[i]]).Select(j => (int?)j).MaxBy(j => best[j!.Value]);
            (best[i], previous[i]) = longest is { } j ? (best[j] + 1, j) : (1, -1);
        }

        var moved = matched.ToHashSet();
        for (var i = matched.Length == 0 ? -1 : Array.IndexOf(best, best.Max()); i >= 0; i = previous[i])
        {
            moved.Remove(matched[i]);
        }

        return moved;
    }

    /// <summary>A scene that was rewritten whole is still the one between the same neighbours, if it is of the same role or the only one.</summary>
    static void FillGaps(int?[] pairs, IReadOnlyList<JsonObject> before, IReadOnlyList<JsonObject> after)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i] is not null)
            {
                continue;
            }

            var from = i == 0 ? 0 : pairs[i - 1] is { } left ? left + 1 : -1;
            var next = Array.FindIndex(pairs, i, pair => pair is not null);
            var to = next < 0 ? before.Count : pairs[next]!.Value;
            var room = (next < 0 ? pairs.Length : next) - i;
            var gap = from < 0 ? [] : Enumerable.Range(from, Math.Max(0, to - from)).Where(old => !pairs.Contains(old)).ToArray();
            pairs[i] = gap.Length == room
                ? gap[0]
                : gap.Cast<int?>().FirstOrDefault(old => IsSameRole(before[old!.Value], after[i]));
        }
    }

    static bool IsSameRole(JsonObject one, JsonObject other) => JsonNode.DeepEquals(one["role"], other["role"]);

    /// <summary>Shared pairs of letters: 1 for the same texts, 0 for nothing in common.</summary>
    static double Likeness(Dictionary<string, int> one, Dictionary<string, int> other)
    {
        var all = one.Values.Sum() + other.Values.Sum();
        return all == 0 ? 0 : 2.0 * one.Sum(pair => Math.Min(pair.Value, other.GetValueOrDefault(pair.Key))) / all;
    }

    static Dictionary<string, int> Pairs(JsonObject scene) => Texts
        .Where(scene.ContainsKey)
        .Select(field => (field, Text: scene[field]!.GetValue<string>()))
        .SelectMany(text => Enumerable.Range(0, Math.Max(0, text.Text.Length - 1)).Select(at => $"{text.field[0]}{text.Text.AsSpan(at, 2)}"))
        .GroupBy(pair => pair)
        .ToDictionary(pair => pair.Key, pair => pair.Count());
}
