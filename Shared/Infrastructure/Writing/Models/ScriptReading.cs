using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Writing;

/// <summary>A scene as a model wrote it.</summary>
/// <param name="Facts">Numbers, from 1, of the facts that it says it uses.</param>
internal sealed record WrittenScene(
    int Number, SegmentRole Role, double DurationSeconds, string Narration, string OnScreenText, IReadOnlyList<int> Facts);

/// <summary>Reads the scenes out of a model's answer; services hold to their schema most of the time.</summary>
internal static class ScriptReading
{
    public static (List<WrittenScene> Scenes, List<string> Faults) Scenes(JsonElement answer, Func<JsonElement, SegmentRole?> role)
    {
        var (scenes, faults) = (new List<WrittenScene>(), new List<string>());
        foreach (var scene in answer.Items("scenes"))
        {
            var number = (int)(scene.Number("number") ?? scenes.Count + 1);
            if (role(scene) is not { } known)
            {
                faults.Add($"Scene {number}: role is none of the schema's words.");
            }
            else if (scene.Number("duration_seconds") is not { } seconds)
            {
                faults.Add($"Scene {number}: duration_seconds is missing.");
            }
            else
            {
                scenes.Add(new(number, known, seconds, Words.OneLine(scene.Text("narration")), Screen(scene),
                    [.. scene.Items("facts").Where(fact => fact.ValueKind == JsonValueKind.Number).Select(fact => (int)fact.GetDouble())]));
            }
        }

        return ([.. scenes.OrderBy(scene => scene.Number)], faults);
    }

    /// <summary>Line breaks are the layout's, other control characters nobody's.</summary>
    static string Screen(JsonElement scene)
        => string.Join('\n', (scene.Text("on_screen_text") ?? "").Split('\n').Select(Words.OneLine).Where(line => line.Length > 0));
}
