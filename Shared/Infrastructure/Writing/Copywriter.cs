using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What one scene says.</summary>
/// <param name="Facts">Facts that are told in it, in order.</param>
internal sealed record Copy(string Narration, IReadOnlyList<Fact> Facts);

/// <summary>
/// Writes the narration of one script, scene after scene: what each scene is for, and which facts it tells, so that none comes twice before
/// each had its turn.
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

    readonly LineChoice lines = new(voice, seed);
    readonly Dictionary<Fact, int> told = [];
    bool introduced;
    bool hooked;
    int invited = -1;
    int tellingScene = -1;

    /// <summary>Takes note of words that are there already, so that they do not come again where there are others.</summary>
    /// <param name="counts">Whether the facts in it stay told.</param>
    public void Avoid(string narration, bool counts)
    {
        lines.Avoid(narration);
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
        lines.Previous = narration;
    }

    /// <param name="scene">Index into the scenes, which are written in order.</param>
    /// <param name="most">Seconds that the words may take; <see langword="null"/> for the scene's.</param>
    /// <param name="fill">Part of the scene that the words had better fill.</param>
    public Copy Write(int scene, double? most = null, double fill = WellFilled)
    {
        var seconds = most ?? scenes[scene].Seconds;
        lines.Fill = fill;
        var isLast = scene == roles.Length - 1;
        var first = isLast ? Closing(seconds) : Opening(roles[scene], scene, seconds);
        if (first is null)
        {
            return new("", []);
        }

        Keep(first);
        var second = isLast || SecondsOf(first.Text) >= fill * seconds ? null : Continuation(roles[scene], scene, first, seconds);
        if (second is not null)
        {
            Keep(second);
        }

        lines.Previous = second is null ? first.Text : $"{first.Text} {second.Text}";
        return new(lines.Previous, [.. new[] { first.Fact, second?.Fact }.OfType<Fact>()]);
    }

    Line? Opening(SegmentRole role, int scene, double seconds)
    {
        var line = role switch
        {
            SegmentRole.Hook => Hook(seconds),
            SegmentRole.Problem => lines.Pick(book.Problems, seconds),
            SegmentRole.CallToAction => Invitation(scene, seconds),
            _ when !introduced => Introduction(seconds),
            SegmentRole.Proof => Tell(scene, seconds) ?? lines.Pick(book.ProofSupport, seconds),
            SegmentRole.Offer => Tell(scene, seconds) ?? Invitation(scene, seconds),
            SegmentRole.Solution when !HasSpareFacts(scene) => null,
            _ => Tell(scene, seconds),
        };
        return line
            ?? lines.Pick(book.Support, seconds, repeat: false)
            ?? Recall(seconds)
            ?? lines.Pick(book.Support, seconds)
            ?? lines.Pick(book.Teasers, seconds);
    }

    Line? Hook(double seconds)
    {
        if (hooked)
        {
            return lines.Pick(book.Teasers, seconds, repeat: false) ?? lines.Pick(book.Problems, seconds);
        }

        hooked = true;
        var figures = tellable.Where(fact => fact.Number is not null).Take(1);
        // Facts are the meat of the middle: the hook takes one only where plenty are left.
        var facts = hookStyle == HookStyle.Statistic ? figures : tellable.Length >= 3 ? tellable.Take(1) : [];
        return lines.Pick(book.Hooks[hookStyle], seconds, facts)
            ?? lines.Pick(book.Hooks[HookStyle.BoldClaim], seconds)
            ?? lines.Pick(book.Hooks[HookStyle.Question], seconds);
    }

    Line? Introduction(double seconds)
    {
        introduced = true;
        return lines.Pick(book.Introductions.Where(pattern => Pattern.Takes(pattern, "name")), seconds) ?? lines.Pick(book.Introductions, seconds);
    }

    /// <summary>Between two invitations a reason: what was told comes back.</summary>
    Line? Invitation(int scene, double seconds)
        => (scene > 0 && invited == scene - 1 ? Recall(seconds) : null) ?? Invited(lines.Pick(book.Invitations, seconds), scene);

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
            return lines.Pick(patterns.SkipLast(1), seconds) ?? lines.Pick(patterns, seconds) ?? OwnCall();
        }

        return OwnCall();

        Line? OwnCall() => lines.Pick(book.CallsToAction.Select(call => call + "."), seconds) ?? lines.Pick(book.Invitations, seconds);
    }

    Line? Continuation(SegmentRole role, int scene, Line first, double seconds)
    {
        var rest = seconds - SecondsOf(first.Text + " ");
        var line = role switch
        {
            SegmentRole.Hook when scene == 0 => lines.Pick(book.Teasers, rest),
            SegmentRole.Hook => null,
            SegmentRole.Problem => lines.Pick(book.Problems, rest, repeat: false),
            SegmentRole.CallToAction => lines.Pick(book.Support, rest, repeat: false),
            SegmentRole.Proof when first.Fact is null => lines.Pick(["{tagline}."], rest, repeat: false),
            _ when HasSpareFacts(scene) => Tell(scene, rest),
            _ => lines.Pick(book.Support, rest, repeat: false),
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
        var line = facts.Select(fact => lines.Pick(PatternsFor(role, fact), seconds, [fact], repeat: false))
            .Concat(facts.Select(fact => lines.Pick(PatternsFor(role, fact), seconds, [fact])))
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
        : tellable.OrderBy(fact => told[fact]).Select(fact => lines.Pick(book.Reminders, seconds, [fact]))
            .FirstOrDefault(line => line is not null);

    void Keep(Line line)
    {
        lines.Keep(line);
        if (line.Fact is not null)
        {
            told[line.Fact] = told.GetValueOrDefault(line.Fact) + 1;
        }
    }

    double SecondsOf(string text) => SpeakingRate.SecondsOf(text, voice.Language);
}
