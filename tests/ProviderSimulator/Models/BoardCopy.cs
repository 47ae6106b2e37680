namespace VideoGen.ProviderSimulator.Models;

/// <summary>Adds pictures to the scenes of the material.</summary>
static class BoardCopy
{
    static readonly string[] Shots = ["close_up", "medium", "full", "extreme_close_up", "wide"];
    static readonly string[] Movements = ["push_in", "static", "pan_right", "pull_out", "tilt_up"];
    static readonly string[] Angles = ["eye_level", "low_angle", "high_angle", "overhead"];

    public static JsonObject Write(JsonObject material)
    {
        var work = material["work"]!.AsObject();
        var change = work["change"]?.AsArray().Select(number => number!.GetValue<int>()).ToHashSet();
        var scenes = work["scenes"]!.AsArray().Select(scene => scene!.AsObject()).ToList();
        var turn = work["feedback"]?.GetValue<string>().Length ?? 0;
        return new JsonObject
        {
            ["scenes"] = new JsonArray(
            [
                .. scenes.Where(scene => change is null || change.Contains(scene["number"]!.GetValue<int>()))
                    .Select(scene => (JsonNode)Scene(scene, material, turn, isLast: scene == scenes[^1])),
            ]),
        };
    }

    static JsonObject Scene(JsonObject scene, JsonObject material, int turn, bool isLast)
    {
        var number = scene["number"]!.GetValue<int>();
        var i = number + turn;
        return new JsonObject
        {
            ["number"] = number,
            ["visual_prompt"] = Prompt(scene, material, i),
            ["shot_size"] = Shots[i % Shots.Length],
            ["camera_movement"] = Movements[i % Movements.Length],
            ["camera_angle"] = Angles[i % Angles.Length],
            ["transition"] = isLast ? "fade_through_black" : number % 3 == 0 ? "dissolve" : "cut",
        };
    }

    static string Prompt(JsonObject scene, JsonObject material, int i)
    {
        var product = material["product"]!["name"]!.GetValue<string>();
        var mood = material["example"]?["visual_style"]?["mood"]?.GetValue<string>() ?? "calm, honest";
        var light = material["example"]?["visual_style"]?["lighting"]?.GetValue<string>() ?? "soft daylight from the left";
        var place = (i % 4) switch { 0 => "on a pale wooden table", 1 => "by a tall window", 2 => "in a small bright kitchen", _ => "on a stone ledge outdoors" };
        var action = scene["role"]!.GetValue<string>() switch
        {
            "hook" => $"a person stops and looks up, {product} out of focus in front",
            "problem" => $"a hurried hand among too many things, {product} not yet in sight",
            "solution" => $"{product} stands alone, presented with care",
            "benefit" => $"{product} in use, hands moving without haste",
            "proof" => $"an unhurried look along the surface of {product}",
            _ => $"{product} centred on a plain ground, ready to be taken",
        };
        return $"Photograph {place}: {action}. Light: {light}. Mood: {mood}. Calm space above for a headline.";
    }
}
