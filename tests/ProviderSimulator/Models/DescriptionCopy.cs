namespace VideoGen.ProviderSimulator.Models;

/// <summary>Describes a film by the segments of the material and the pictures that came along.</summary>
static class DescriptionCopy
{
    static readonly string[] Sizes = ["close_up", "medium", "full", "wide"];
    static readonly string[] Subjects = ["A hand", "A face", "A quiet room", "The product on a table"];
    static readonly string[] Ends = ["looks up", "waits in soft light", "fills the frame", "turns towards us"];

    public static JsonObject Write(JsonObject work)
    {
        var pictures = (work["pictures"]?.AsArray() ?? []).Select(picture => picture!["segment"]!.GetValue<int>()).ToList();
        return new JsonObject
        {
            ["hook_style"] = "story",
            ["visual_style"] = new JsonObject
            {
                ["lighting"] = "soft light from one side",
                ["mood"] = "calm and curious",
                ["keywords"] = new JsonArray("close detail", "slow reveal"),
            },
            ["beats"] = new JsonArray([.. work["segments"]!.AsArray().Select((segment, i) => (JsonNode)new JsonObject
            {
                ["segment"] = segment!["segment"]!.DeepClone(),
                ["role"] = segment["usual_role"]!.DeepClone(),
                ["shot_size"] = Sizes[i % Sizes.Length],
                ["summary"] = $"{Subjects[i % Subjects.Length]} {Ends[i % Ends.Length]}, seen in {pictures.Count(number => number == i + 1)} pictures.",
            })]),
        };
    }
}
