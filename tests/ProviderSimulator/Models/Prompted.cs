using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoGen.ProviderSimulator.Models;

/// <summary>A request of a model taken apart: what is instruction and what is material, as a careful client keeps them.</summary>
/// <param name="Instructions">All that stands outside of blocks: what a model obeys.</param>
/// <param name="Material">The JSON of the block <c>material</c>; <see langword="null"/> when there is none.</param>
public sealed partial record Prompted(string Instructions, JsonObject? Material)
{
    /// <summary>Shorter texts may come by chance.</summary>
    const int ShortestLeak = 12;

    public static Prompted Read(string system, string user)
    {
        var outside = Block().Replace(user, "");
        var material = Block().Matches(user).FirstOrDefault(match => match.Groups["name"].Value == "material")?.Groups["content"].Value;
        return new Prompted($"{system}\n{outside}", Parse(material));
    }

    /// <summary>
    /// Texts of the material that stand among the instructions, where a model would obey them; not the words that both have from the contract,
    /// such as <c>call_to_action</c>.
    /// </summary>
    public IReadOnlyList<string> Leaks
        => [.. Texts(Material).Where(text => text.Length >= ShortestLeak && text.Any(char.IsWhiteSpace) && Instructions.Contains(text, StringComparison.OrdinalIgnoreCase)).Distinct()];

    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    static JsonObject? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<(?<name>[a-z]+)>\n(?<content>.*?)\n</\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Block();
}
