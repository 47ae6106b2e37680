namespace VideoGen.ProviderSimulator.Models;

/// <summary>Writes a script out of the material: the plan's scenes, the product's facts in its own words, the brand's taboos kept.</summary>
sealed class ScriptCopy
{
    readonly JsonObject _material;
    readonly JsonObject _work;
    readonly bool _korean;
    readonly string _hook;
    readonly string[] _taboos;
    readonly (int Number, string Text)[] _facts;
    readonly int _turn;
    int _told;

    public ScriptCopy(JsonObject material)
    {
        _material = material;
        _work = material["work"]!.AsObject();
        _korean = material["language"]?.GetValue<string>() == "Korean";
        _hook = _work["plan_hook"]?.GetValue<string>() ?? "question";
        _taboos = [.. (material["brand"]?["words_to_avoid"]?.AsArray() ?? []).Select(word => word!.GetValue<string>()).Where(word => word.Trim().Length > 0)];
        _facts = [.. Facts.Select(fact => (fact["number"]!.GetValue<int>(), Clean(fact["text"]!.GetValue<string>())))
            .Where(fact => fact.Item2.Length > 0 && Spoken.IsIn(fact.Item2, _korean))];
        // Another feedback brings other lines.
        _turn = (_work["feedback"]?.GetValue<string>().Length ?? 0) + (_work["script"] is null ? 0 : 1);
    }

    IEnumerable<JsonObject> Facts => (_material["product"]?["facts"]?.AsArray() ?? []).Select(fact => fact!.AsObject());

    public JsonObject Write() => new()
    {
        ["title"] = _work["script"]?["title"]?.DeepClone() ?? First(_korean ? ["{name} 이야기", "{name}"] : ["{name}, in short", "{name}"]) ?? "Film",
        ["scenes"] = new JsonArray([.. _work["plan"]!.AsArray().Select(scene => (JsonNode)Scene(scene!.AsObject()))]),
    };

    JsonObject Scene(JsonObject plan)
    {
        var role = plan["role"]!.GetValue<string>();
        var (text, facts) = Narration(role, plan["most_spoken"]!.GetValue<int>());
        return new JsonObject
        {
            ["number"] = plan["scene"]!.GetValue<int>(),
            ["role"] = role,
            ["duration_seconds"] = plan["seconds"]!.DeepClone(),
            ["narration"] = text,
            ["on_screen_text"] = First(ScriptLines.Screens(role, _korean)) ?? "",
            ["facts"] = new JsonArray([.. facts.Select(number => JsonValue.Create(number))]),
        };
    }

    (string Text, int[] Facts) Narration(string role, int room)
    {
        var lines = Turned(ScriptLines.For(role, _hook, _korean));
        // Facts in turn, so that every scene of them has another.
        foreach (var fact in Enumerable.Range(0, _facts.Length).Select(i => _facts[(_told + i) % _facts.Length]))
        {
            var told = lines.Where(line => line.Contains("{fact}", StringComparison.Ordinal))
                .Select(line => Fill(line, fact.Text)).FirstOrDefault(text => Fits(text, room));
            if (told is not null)
            {
                _told++;
                return (told, [fact.Number]);
            }
        }

        var plain = lines.Where(line => !line.Contains("{fact}", StringComparison.Ordinal)).Concat(ScriptLines.Quiet(_korean))
            .Select(line => Fill(line, "")).FirstOrDefault(text => Fits(text, room));
        // A scene of the roles that live on facts names the one that its picture shows.
        return (plain ?? "", role is "benefit" or "proof" or "offer" && Facts.FirstOrDefault() is { } any ? [any["number"]!.GetValue<int>()] : []);
    }

    string? First(IEnumerable<string> lines) => lines.Select(line => Fill(line, "")).FirstOrDefault(IsAllowed);

    IReadOnlyList<string> Turned(IReadOnlyList<string> lines) => [.. lines.Skip(_turn % lines.Count), .. lines.Take(_turn % lines.Count)];

    bool Fits(string text, int room) => text.Length > 0 && Spoken.Length(text, _korean) <= room && IsAllowed(text);

    bool IsAllowed(string text) => !_taboos.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    string Fill(string line, string fact) => line
        .Replace("{name}", Text("product", "name"), StringComparison.Ordinal)
        .Replace("{brand}", Text("brand", "name"), StringComparison.Ordinal)
        .Replace("{cta}", Clean(Text("product", "call_to_action")), StringComparison.Ordinal)
        .Replace("{fact}", fact, StringComparison.Ordinal);

    string Text(string part, string field) => _material[part]?[field]?.GetValue<string>() ?? "";

    static string Clean(string text) => text.ReplaceLineEndings(" ").Trim().TrimEnd('.', '!', ' ');
}
