using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Writes scenes of a script anew without any service. Scenes keep place, role and length; the others count as said.</summary>
internal sealed class ScriptRewriter
{
    /// <summary>Some words lead into a dead end, such as a scene that says the same again; of so many tries the best is taken.</summary>
    const int Tries = 8;

    readonly WritingBrief brief;
    readonly Script script;
    readonly Revising ask;
    readonly AskedWords asked;
    readonly BrandVoice voice;
    readonly HookStyle hookStyle;
    readonly PlannedScene[] plan;
    readonly bool[] changes;

    public ScriptRewriter(WritingBrief brief, Script script, Revising ask)
    {
        (this.brief, this.script, this.ask) = (brief, script, ask);
        asked = AskedWords.Read(ask.Feedback);
        voice = new BrandVoice(brief, asked.Formal);
        hookStyle = asked.Hook ?? Another(brief.Reference?.HookStyle ?? HookStyle.Question);
        plan = [.. script.Scenes.Select(scene => new PlannedScene(scene.Role, (int)Math.Round(scene.DurationSeconds * 10)))];
        changes = [.. script.Scenes.Select(scene => ask.MayChange(scene.Number) && IsMeant(scene))];
    }

    public Script Rewrite()
    {
        var best = Enumerable.Range(0, Tries).Select(Try).MaxBy(written => written.Scenes.Except(script.Scenes).Count())!;
        return ask.Merge(script, best);
    }

    /// <summary>An ask for another hook without scene numbers means the opening.</summary>
    bool IsMeant(ScriptScene scene) => ask.Scenes.Count > 0 || (asked.OpeningOnly, asked.EndingOnly) switch
    {
        (true, _) => scene.Number == 1,
        (_, true) => scene.Number == script.Scenes.Count,
        _ => true,
    };

    /// <summary>Another way to begin than before, unless only the length is not right.</summary>
    HookStyle Another(HookStyle before) => asked is { OpeningOnly: true, Shorter: false, Longer: false }
        ? Enum.GetValues<HookStyle>().Where(style => style != before && (style != HookStyle.Statistic || voice.Facts.Any(fact => fact.Number is not null)))
            .OrderBy(style => Digest.Of(ask.Feedback + style), StringComparer.Ordinal).First()
        : before;

    Script Try(int number)
    {
        var seed = Digest.Of(new { script, ask, number });
        var copywriter = new Copywriter(voice, hookStyle, seed, plan);
        var headlines = new Headlines(voice, seed);
        for (var i = 0; i < plan.Length; i++)
        {
            copywriter.Avoid(script.Scenes[i].Narration, counts: !changes[i]);
            headlines.Avoid(script.Scenes[i].OnScreenText.Split('\n')[0]);
        }

        return script with { Scenes = [.. script.Scenes.Select((scene, i) => changes[i] ? Rewrite(scene, i, copywriter, headlines) : Pass(scene, i, copywriter))] };
    }

    static ScriptScene Pass(ScriptScene scene, int index, Copywriter copywriter)
    {
        copywriter.Pass(index, scene.Narration);
        return scene;
    }

    ScriptScene Rewrite(ScriptScene scene, int index, Copywriter copywriter, Headlines headlines)
    {
        var before = SecondsOf(scene.Narration);
        var copy = asked switch
        {
            { Shorter: true } => copywriter.Write(index, before - 0.1, fill: 0),
            { Longer: true } => copywriter.Write(index, fill: Math.Min(1, (before + 0.1) / scene.DurationSeconds)),
            _ => copywriter.Write(index),
        };
        var after = SecondsOf(copy.Narration);
        if (copy.Narration.Length == 0 || asked.Shorter && after >= before || asked.Longer && after <= before)
        {
            return scene;
        }

        return scene with { Narration = copy.Narration, OnScreenText = asked.Shorter || asked.Longer ? scene.OnScreenText : Screen(scene, copy, headlines) };
    }

    string Screen(ScriptScene scene, Copy copy, Headlines headlines)
    {
        // The closing screen carries the call to action, which does not change with the words around it.
        if (scene.Number == script.Scenes.Count || headlines.For(scene.Role, copy, []) is not { Length: > 0 } headline)
        {
            return scene.OnScreenText;
        }

        var text = string.Join('\n', [headline, .. Disclosures.LinesOf(scene.OnScreenText, brief.Brand.Disclosures)]);
        return text.Length <= SceneRules.LongestOnScreenText ? text : scene.OnScreenText;
    }

    double SecondsOf(string text) => SpeakingRate.SecondsOf(text, voice.Language);
}
