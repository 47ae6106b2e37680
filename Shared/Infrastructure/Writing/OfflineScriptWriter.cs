using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// Writes without any service: structure and pace from the reference, words from brand and product. The same brief gives the same script.
/// </summary>
public sealed class OfflineScriptWriter : IScriptWriter
{
    public Task<Script> WriteAsync(WritingBrief brief, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Write(brief));
    }

    /// <remarks>Other phrases for the same brief; length, hook, register and part are understood of the feedback.</remarks>
    public Task<Script> ReviseAsync(WritingBrief brief, Script script, Revising ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ScriptRewriter(brief, script, ask).Rewrite());
    }

    static Script Write(WritingBrief brief)
    {
        var voice = new BrandVoice(brief);

        // Only what is told: another resolution or provider does not change a word.
        var seed = Digest.Of(new { brief.Brand, brief.Product, brief.Reference, brief.Options.Language, brief.Options.DurationSeconds });
        var hookStyle = brief.Reference?.HookStyle ?? HookStyle.Question;
        var plan = ScenePlan.For(brief.Reference, brief.Options.DurationSeconds, ClosingSeconds(voice));

        var copywriter = new Copywriter(voice, hookStyle, seed, plan);
        var copies = Enumerable.Range(0, plan.Count).Select(scene => copywriter.Write(scene)).ToArray();

        var headlines = new Headlines(voice, seed);
        var unsaid = voice.Facts.Except(copies.SelectMany(copy => copy.Facts)).ToList();
        var screens = plan.SkipLast(1).Select((scene, i) => headlines.For(scene.Role, copies[i], unsaid))
            .Append(headlines.Closing(copies[^1], brief.Product.CallToAction))
            .ToArray();
        Disclosures.Place(brief.Brand.Disclosures, screens);

        return new(Title(voice, hookStyle, seed),
            [.. plan.Select((scene, i) => new ScriptScene(i + 1, scene.Role, scene.Seconds, copies[i].Narration, screens[i]))]);
    }

    static double ClosingSeconds(BrandVoice voice) => SpeakingRate.SecondsOf($"{voice["cta"]}. {voice["name"]}", voice.Language) + 1;

    static string Title(BrandVoice voice, HookStyle style, string seed)
    {
        var figure = voice.Facts.FirstOrDefault(fact => fact.Number is not null);
        string[] spares = ["{name}", "{brand}"];
        return Phrasebook.Of(voice.Language).Titles[style]
            .OrderBy(pattern => Digest.Of(seed + pattern), StringComparer.Ordinal)
            .Concat(spares)
            .Select(pattern => voice.Say(pattern, figure))
            .FirstOrDefault(title => title is not null)
            // Neither name can be used: nothing to call it but what it is.
            ?? new[] { voice.Language == Language.Korean ? "광고 영상" : "Advertisement", "Video", "—" }.First(voice.Allows);
    }
}
