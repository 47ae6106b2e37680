using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Writing;

/// <summary>A script to be written, or some scenes of one to be written otherwise.</summary>
internal sealed class ScriptAssignment : Assignment<Script>
{
    static readonly Prompt Write = Prompt.Load("script");
    static readonly Prompt Revise = Prompt.Load("revise_script");

    readonly WritingBrief _brief;
    readonly Script? _before;
    readonly Revising? _ask;
    readonly IReadOnlyList<PlannedScene> _plan;
    readonly double _seconds;

    public ScriptAssignment(WritingBrief brief) : base(ModelCallKind.Script, "write", Write.Version)
    {
        _brief = brief;
        _plan = ScenePlan.For(brief.Reference, brief.Options.DurationSeconds, closingSeconds: 4);
        _seconds = brief.Options.DurationSeconds;
    }

    public ScriptAssignment(WritingBrief brief, Script before, Revising ask)
        : base(ModelCallKind.Script, $"revise {Digest.Of(new { before, ask })}", $"{Write.Version}+{Revise.Version}")
    {
        (_brief, _before, _ask) = (brief, before, ask);
        _plan = [.. before.Scenes.Where(scene => ask.MayChange(scene.Number)).Select(scene => new PlannedScene(scene.Role, (int)Math.Round(scene.DurationSeconds * 10)))];
        _seconds = Math.Round(_plan.Sum(scene => scene.Seconds), 1);
    }

    protected override JsonNode Schema => Schemas.Script;

    protected override string Instructions
    {
        get
        {
            var values = new Dictionary<string, string>
            {
                ["language"] = _brief.Options.Language == Language.Korean ? "Korean" : "English",
                ["least"] = Material.Number(Least),
                ["most"] = Material.Number(Most),
                ["seconds"] = Material.Number(_seconds),
                ["ratio"] = Spelling.Of(_brief.Options.AspectRatio),
                ["headline"] = Material.Number(Phrasebook.Of(_brief.Options.Language).LongestHeadline),
            };
            return _ask is null ? Write.Fill(values) : $"{Write.Fill(values)}\n\n{Revise.Fill(values)}";
        }
    }

    protected override object Given => Material.Of(_brief, new
    {
        PlanHook = _brief.Reference?.HookStyle ?? HookStyle.Question,
        Plan = _plan.Select((scene, i) => new { Scene = Numbers[i], scene.Role, scene.Seconds, MostSpoken = MostSpoken(scene.Seconds) }),
        Script = _before,
        Change = _ask is null ? null : Numbers,
        _ask?.Feedback,
    });

    int Least => _ask is null ? Math.Max(1, _plan.Count - 1) : _plan.Count;

    int Most => _ask is null ? Math.Min(SceneRules.MostScenes, _plan.Count + 1) : _plan.Count;

    IReadOnlyList<int> Numbers => _before is null
        ? [.. Enumerable.Range(1, _plan.Count)]
        : [.. _before.Scenes.Select(scene => scene.Number).Where(_ask!.MayChange)];

    int MostSpoken(double seconds) => (int)(seconds * (_brief.Options.Language == Language.Korean
        ? SpeakingRate.KoreanSyllablesPerSecond : SpeakingRate.EnglishCharactersPerSecond));

    protected override Reading<Script> Read(JsonElement answer)
    {
        var (scenes, faults) = ScriptReading.Scenes(answer, scene => TryWord<SegmentRole>(scene, "role", out var role) ? role : null);
        if (scenes.Count < Least || scenes.Count > Most)
        {
            faults.Add($"There are {scenes.Count} scenes; {Least} to {Most} are asked for.");
        }
        else if (_ask is not null && !scenes.Select(scene => scene.Number).SequenceEqual(Numbers))
        {
            faults.Add($"The scenes asked for are {string.Join(", ", Numbers)}.");
        }

        if (faults.Count > 0)
        {
            return new(null, faults);
        }

        faults.AddRange(ScriptFaults.In(scenes, _brief));
        var lengths = SceneTiming.Fit([.. scenes.Select(scene => scene.DurationSeconds)],
            [.. scenes.Select(scene => SpeakingRate.SecondsOf(scene.Narration, _brief.Options.Language))], _seconds);
        if (lengths is null)
        {
            faults.AddRange(ScriptFaults.OfLengths(scenes, _seconds, _brief.Options.Language));
            return new(null, faults);
        }

        var script = Compose(answer.Text("title"), scenes, lengths);
        faults.AddRange(ScriptFaults.InTitle(script.Title, _brief.Brand));
        faults.AddRange(SceneRules.Check(script, _brief.Options.DurationSeconds).Select(error => $"{error.Field}: {error.Message}"));
        return new(faults.Count == 0 ? script : null, faults);
    }

    /// <summary>Puts the disclosures on the screens, where scenes may change, and leaves the others as they were.</summary>
    Script Compose(string? title, List<WrittenScene> scenes, IReadOnlyList<double> lengths)
    {
        var screens = scenes.Select(scene => scene.OnScreenText).ToArray();
        var others = (_before?.Scenes ?? []).Where(scene => !_ask!.MayChange(scene.Number)).Select(scene => scene.OnScreenText);
        Disclosures.Place(BrandRules.MissingDisclosures([.. others, .. screens], _brief.Brand), screens);
        var written = new Script(title ?? _before?.Title ?? _brief.Product.Name,
            [.. scenes.Select((scene, i) => new ScriptScene(_ask is null ? i + 1 : scene.Number, scene.Role, lengths[i], scene.Narration, screens[i]))]);
        return _ask is null ? written : _ask.Merge(_before!, written);
    }
}
