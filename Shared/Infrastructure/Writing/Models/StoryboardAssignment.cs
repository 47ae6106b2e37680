using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// Pictures to be added to a script, or some of a storyboard's to be drawn otherwise. An answer holds no words of the script, so none can
/// change.
/// </summary>
internal sealed class StoryboardAssignment : Assignment<Storyboard>
{
    static readonly Prompt Draw = Prompt.Load("storyboard");
    static readonly Prompt Revise = Prompt.Load("revise_storyboard");

    readonly WritingBrief _brief;
    readonly Storyboard _before;
    readonly Revising _ask;
    readonly bool _isNew;

    public StoryboardAssignment(WritingBrief brief, Script script)
        : base(ModelCallKind.Storyboard, $"draw {Digest.Of(script)}", Draw.Version)
    {
        _brief = brief;
        _before = new(
        [
            .. script.Scenes.Select(scene => new StoryboardScene(scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText,
                "", ShotSize.Medium, CameraMovement.Static, CameraAngle.EyeLevel, Transition.Cut)),
        ]);
        _ask = new("", []);
        _isNew = true;
    }

    public StoryboardAssignment(WritingBrief brief, Storyboard before, Revising ask)
        : base(ModelCallKind.Storyboard, $"revise {Digest.Of(new { before, ask })}", $"{Draw.Version}+{Revise.Version}") => (_brief, _before, _ask) = (brief, before, ask);

    protected override JsonNode Schema => Schemas.Storyboard;

    protected override string Instructions
    {
        get
        {
            var values = new Dictionary<string, string>
            {
                ["count"] = Material.Number(_before.Scenes.Count),
                ["ratio"] = Spelling.Of(_brief.Options.AspectRatio),
            };
            return _isNew ? Draw.Fill(values) : $"{Draw.Fill(values)}\n\n{Revise.Fill(values)}";
        }
    }

    protected override object Given => Material.Of(_brief, new
    {
        Scenes = _isNew
            ? (object)_before.Scenes.Select(scene => new { scene.Number, scene.Role, Seconds = scene.DurationSeconds, scene.Narration, scene.OnScreenText })
            : _before.Scenes,
        Change = _isNew ? null : Numbers,
        Feedback = _isNew ? null : _ask.Feedback,
    });

    IReadOnlyList<int> Numbers => [.. _before.Scenes.Select(scene => scene.Number).Where(_ask.MayChange)];

    protected override Reading<Storyboard> Read(JsonElement answer)
    {
        var faults = new List<string>();
        var drawn = new Dictionary<int, StoryboardScene>();
        foreach (var element in answer.Items("scenes"))
        {
            var number = (int)(element.Number("number") ?? 0);
            if (_before.Scenes.FirstOrDefault(scene => scene.Number == number) is not { } scene || !_ask.MayChange(number))
            {
                faults.Add($"Scene {number} is not among those asked for.");
            }
            else if (Drawn(scene, element, faults) is { } one && !drawn.TryAdd(number, one))
            {
                faults.Add($"Scene {number} comes twice.");
            }
        }

        faults.AddRange(Numbers.Where(number => !drawn.ContainsKey(number)).Select(number => $"Scene {number} is missing."));
        if (faults.Count > 0)
        {
            return new(null, faults);
        }

        var storyboard = _ask.Merge(_before, new([.. drawn.Values]));
        faults.AddRange(SceneRules.Check(storyboard, _brief.Options.DurationSeconds).Select(error => $"{error.Field}: {error.Message}"));
        return new(faults.Count == 0 ? storyboard : null, faults);
    }

    StoryboardScene? Drawn(StoryboardScene scene, JsonElement element, List<string> faults)
    {
        var prompt = Words.OneLine(element.Text("visual_prompt"));
        if (!TryWord<ShotSize>(element, "shot_size", out var shot) | !TryWord<CameraMovement>(element, "camera_movement", out var movement)
            | !TryWord<CameraAngle>(element, "camera_angle", out var angle) | !TryWord<Transition>(element, "transition", out var transition))
        {
            faults.Add($"Scene {scene.Number}: shot_size, camera_movement, camera_angle and transition are words of the schema.");
            return null;
        }

        if (prompt.Length is < 3 or > SceneRules.LongestVisualPrompt)
        {
            faults.Add($"Scene {scene.Number}: visual_prompt has {prompt.Length} characters; it has 3 to {SceneRules.LongestVisualPrompt}.");
        }

        foreach (var word in BrandRules.ForbiddenIn(prompt, _brief.Brand))
        {
            faults.Add($"Scene {scene.Number}: visual_prompt has \"{word}\", which the brand avoids.");
        }

        return scene with { VisualPrompt = prompt, ShotSize = shot, CameraMovement = movement, CameraAngle = angle, Transition = transition };
    }
}
