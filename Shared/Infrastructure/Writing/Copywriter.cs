using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What one scene says.</summary>
/// <param name="Facts">Facts that are told in it, in order.</param>
internal sealed record Copy(string Narration, IReadOnlyList<Fact> Facts);

/// <summary>
/// Writes the narration of one script, scene after scene: remembers which patterns and facts were used, so that nothing comes twice
/// before everything had its turn.
/// </summary>
internal sealed class Copywriter(BrandVoice voice, HookStyle hookStyle, string seed, IReadOnlyList<PlannedScene> scenes)
{
    /// <summary>A line that is shorter than this part of its scene gets a second sentence.</summary>
    const double WellFilled = 0.5;

    readonly Phrasebook book = Phrasebook.Of(voice.Language);
    readonly SegmentRole[] roles = [.. scenes.Select(scene => scene.Role)];

    // A fact is told whole or not at all: half of a claim may be another claim.
    readonly Fact[] tellable =
    [
        .. voice.Facts.Where(fact => fact.Form != FactForm.Foreign
            && SpeakingRate.SecondsOf(fact.Text, voice.Language) < scenes.Max(scene => scene.Seconds)),
    ];

    readonly Dictionary<Fact, int> told = [];
    readonly Dictionary<string, int> patternUses = [];
    readonly Dictionary<string, int> wordUses = [];
    readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> said = [];
    double filled = WellFilled;
    bool introduced;
    bool hooked;
    int invited = -1;
    int tellingScene = -1;
    string previous = "";

    sealed record Line(string Text, string Pattern, Fact? Fact, string? Word);

    /// <summary>Takes note of words that are there already, so that they do not come again where there are others.</summary>
    /// <param name="counts">Whether the facts in it stay told.</param>
    public void Avoid(string narration, bool counts)
    {
        said.Add(narration);
        foreach (var fact in counts ? tellable.Where(fact => narration.Contains(fact.Text, StringComparison.OrdinalIgnoreCase)) : [])
        {
            told[fact] = told.GetValueOrDefault(fact) + 1;
        }
    }

    /// <summary>Goes past a scene that keeps its words.</summary>
    public void Pass(int scene, string narration)
    {
        hooked |= roles[scene] == SegmentRole.Hook;
        introduced |= voice["name"] is { } name && narration.Contains(name, StringComparison.OrdinalIgnoreCase);
        previous = narration;
    }

    /// <param name="scene">Index into the scenes, which are written in order.</param>
    /// <param name="most">Seconds that the words may take; <see langword="null"/> for the scene's.</param>
    /// <param name="fill">Part of the scene that the words had better fill.</param>
    public Copy Write(int scene, double? most = null, double fill = WellFilled)
    {
        var seconds = most ?? scenes[scene].Seconds;
        filled = fill;
        var isLast = scene == roles.Length - 1;
        var first = isLast ? Closing(seconds) : Opening(roles[scene], scene, seconds);
        if (first is null)
        {
            return new("", []);
        }

        Keep(first);
        var second = isLast || SecondsOf(first.Text) >= filled * seconds ? null : Continuation(roles[scene], scene, first, seconds);
        if (second is not null)
        {
            Keep(second);
        }

        previous = second is null ? first.Text : $"{first.Text} {second.Text}";
        return new(previous, [.. new[] { first.Fact, second?.Fact }.OfType<Fact>()]);
    }

    Line? Opening(SegmentRole role, int scene, double seconds)
    {
        var line = role switch
        {
            SegmentRole.Hook => Hook(seconds),
            SegmentRole.Problem => Pick(book.Problems, seconds),
            SegmentRole.CallToAction => Invitation(scene, seconds),
            _ when !introduced => Introduction(seconds),
            SegmentRole.Proof => Tell(scene, seconds) ?? Pick(book.ProofSupport, seconds),
            SegmentRole.Offer => Tell(scene, seconds) ?? Invitation(scene, seconds),
            SegmentRole.Solution when !HasSpareFacts(scene) => null,
            _ => Tell(scene, seconds),
        };
        return line
            ?? Pick(book.Support, seconds, repeat: false)
            ?? Recall(seconds)
            ?? Pick(book.Support, seconds)
            ?? Pick(book.Teasers, seconds);
    }

    Line? Hook(double seconds)
    {
        if (hooked)
        {
            return Pick(book.Teasers, seconds, repeat: false) ?? Pick(book.Problems, seconds);
        }

        hooked = true;
        var figures = tellable.Where(fact => fact.Number is not null).Take(1);
        // Facts are the meat of the middle: the hook takes one only where plenty are left.
        var facts = hookStyle == HookStyle.Statistic ? figures : tellable.Length >= 3 ? tellable.Take(1) : [];
        return Pick(book.Hooks[hookStyle], seconds, facts)
            ?? Pick(book.Hooks[HookStyle.BoldClaim], seconds)
            ?? Pick(book.Hooks[HookStyle.Question], seconds);
    }

    Line? Introduction(double seconds)
    {
        introduced = true;
        return Pick(book.Introductions.Where(pattern => Pattern.Takes(pattern, "name")), seconds) ?? Pick(book.Introductions, seconds);
    }

    /// <summary>Between two invitations a reason: what was told comes back.</summary>
    Line? Invitation(int scene, double seconds)
        => (scene > 0 && invited == scene - 1 ? Recall(seconds) : null) ?? Invited(Pick(book.Invitations, seconds), scene);

    Line? Invited(Line? line, int scene)
    {
        invited = scene;
        return line;
    }

    Line? Closing(double seconds)
    {
        var patterns = book.Closings.Append("{cta}.");
        if (voice["cta"] is not null)
        {
            return Pick(patterns.SkipLast(1), seconds) ?? Pick(patterns, seconds) ?? OwnCall();
        }

        return OwnCall();

        Line? OwnCall() => Pick(book.CallsToAction.Select(call => call + "."), seconds) ?? Pick(book.Invitations, seconds);
    }

    Line? Continuation(SegmentRole role, int scene, Line first, double seconds)
    {
        var rest = seconds - SecondsOf(first.Text + " ");
        var line = role switch
        {
            SegmentRole.Hook when scene == 0 => Pick(book.Teasers, rest),
            SegmentRole.Hook => null,
            SegmentRole.Problem => Pick(book.Problems, rest, repeat: false),
            SegmentRole.CallToAction => Pick(book.Support, rest, repeat: false),
            SegmentRole.Proof when first.Fact is null => Pick(["{tagline}."], rest, repeat: false),
            _ when HasSpareFacts(scene) => Tell(scene, rest),
            _ => Pick(book.Support, rest, repeat: false),
        };
        var joined = $"{first.Text} {line?.Text}";
        return line is null || voice.Stutters(joined) || !voice.Allows(joined) ? null : line;
    }

    /// <summary>More facts are left than later scenes will tell.</summary>
    bool HasSpareFacts(int scene) => tellable.Count(fact => !told.ContainsKey(fact)) > roles.Skip(scene + 1).Count(IsForFacts);

    static bool IsForFacts(SegmentRole role) => role is SegmentRole.Benefit or SegmentRole.Proof or SegmentRole.Offer;

    /// <summary>Tells the next fact that nobody told yet, unless it is wanted more by a later scene.</summary>
    Line? Tell(int scene, double seconds)
    {
        var role = roles[scene];
        var later = roles.Skip(scene + 1).Where(IsForFacts).ToArray();
        var untold = tellable.Where(fact => !told.ContainsKey(fact)).ToArray();

        // With fewer facts than scenes, every other scene lets the picture work, and each kind of scene gets its fact.
        var kept = later.Where(other => other != role).Distinct().Count();
        if (untold.Length <= kept || untold.Length <= later.Length && tellingScene == scene - 1 && scene > 0)
        {
            return null;
        }

        var facts = untold
            .OrderBy(fact => role switch
            {
                SegmentRole.Proof => fact.IsProof ? 0 : fact.IsOffer ? 3 : fact.Number is not null ? 1 : 2,
                SegmentRole.Offer => fact.IsOffer ? 0 : 1,
                _ => fact.IsOffer && later.Contains(SegmentRole.Offer) ? 2 : fact.IsProof && later.Contains(SegmentRole.Proof) ? 1 : 0,
            })
            .ToArray();
        // Another fact rather than the same line again.
        var line = facts.Select(fact => Pick(PatternsFor(role, fact), seconds, [fact], repeat: false))
            .Concat(facts.Select(fact => Pick(PatternsFor(role, fact), seconds, [fact])))
            .FirstOrDefault(line => line is not null);
        tellingScene = line is null ? tellingScene : scene;
        return line;
    }

    string[] PatternsFor(SegmentRole role, Fact fact) => role switch
    {
        SegmentRole.Proof when fact.IsProof || !fact.IsOffer => book.Proofs,
        SegmentRole.Offer => book.Offers,
        _ => told.Count == 0 ? book.Facts : book.FurtherFacts,
    };

    Line? Recall(double seconds) => told.Count < tellable.Length
        ? null
        : tellable.OrderBy(fact => told[fact]).Select(fact => Pick(book.Reminders, seconds, [fact]))
            .FirstOrDefault(line => line is not null);

    /// <summary>Takes the pattern that was used least; among these one that fills the time well.</summary>
    /// <param name="facts">Facts that the patterns may take; none leaves out the patterns that need one.</param>
    /// <param name="repeat">Whether a line that was written before may come again, when there is no other.</param>
    Line? Pick(IEnumerable<string> patterns, double seconds, IEnumerable<Fact>? facts = null, bool repeat = true)
    {
        var word = voice.WordsToUse.OrderBy(word => wordUses.GetValueOrDefault(word)).FirstOrDefault();
        var choices = (facts ?? []).Cast<Fact?>().DefaultIfEmpty();
        var lines = patterns
            .SelectMany(pattern => choices.Select(fact => (Pattern: pattern, Fact: fact, Text: voice.Say(pattern, fact, word))))
            .Where(line => line.Text is not null && SecondsOf(line.Text) <= seconds && line.Text != previous)
            .Where(line => repeat || Staleness(line.Text!) == 0)
            .OrderBy(line => Staleness(line.Text!))
            .ThenBy(line => patternUses.GetValueOrDefault(line.Pattern))
            .ThenBy(line => SecondsOf(line.Text!) >= filled * seconds ? 0 : 1)
            .ThenBy(line => Digest.Of(seed + line.Pattern), StringComparer.Ordinal);
        var best = lines.FirstOrDefault();
        return best.Text is null ? null
            : new(best.Text, best.Pattern, Pattern.TakesFact(best.Pattern) ? best.Fact : null,
            Pattern.Takes(best.Pattern, "word") ? word : null);
    }

    /// <summary>0 for new words, 1 for words that are part of what is there already, 2 for the same words again.</summary>
    int Staleness(string text) => written.Contains(text) || said.Contains(text, StringComparer.OrdinalIgnoreCase)
        ? 2
        : said.Any(narration => narration.Contains(text, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;

    void Keep(Line line)
    {
        written.Add(line.Text);
        patternUses[line.Pattern] = patternUses.GetValueOrDefault(line.Pattern) + 1;
        if (line.Fact is not null)
        {
            told[line.Fact] = told.GetValueOrDefault(line.Fact) + 1;
        }

        if (line.Word is not null)
        {
            wordUses[line.Word] = wordUses.GetValueOrDefault(line.Word) + 1;
        }
    }

    double SecondsOf(string text) => SpeakingRate.SecondsOf(text, voice.Language);
}
