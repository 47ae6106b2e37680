using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// Says in English what is to be seen, as video models are mostly trained on English; names, descriptions and style words
/// stay as they were written.
/// </summary>
internal sealed class VisualPrompt(WritingBrief brief)
{
    const int LongestName = 80;
    const int LongestPart = 160;

    readonly string product = Shortened(brief.Product.Name, LongestName) is { Length: > 0 } name ? name : "the product";
    readonly string brand = Shortened(brief.Brand.Name, LongestName);

    /// <returns>At most <see cref="SceneRules.LongestVisualPrompt"/> characters; what matters least is left out first.</returns>
    public string For(ScriptScene scene, Camera camera) => For(scene, camera, (scene.Number - 1) % Subjects(scene.Role).Length);

    /// <returns>The prompt of another picture for the same scene than <paramref name="before"/> asks for.</returns>
    public string ForOther(ScriptScene scene, Camera camera, string before)
    {
        var subjects = Subjects(scene.Role);
        var shown = Array.FindIndex(subjects, subject => before.Contains(subject, StringComparison.Ordinal));
        return For(scene, camera, ((shown < 0 ? scene.Number - 1 : shown) + 1) % subjects.Length);
    }

    /// <returns>The same picture through another camera; a prompt that a person began in another way keeps its beginning.</returns>
    public static string Refilmed(string prompt, Camera before, Camera after)
        => prompt.StartsWith(Lead(before), StringComparison.Ordinal) ? Lead(after) + prompt[Lead(before).Length..] : prompt;

    /// <returns>With what a reviewer asked for at the end, where it may be said and finds room.</returns>
    public string WithWish(string prompt, string feedback)
    {
        var wish = Allowed(feedback);
        var with = $"{prompt} As asked: {wish}{(wish.Length > 0 ? End(wish) : "")}";
        return wish.Length == 0 || with.Length > SceneRules.LongestVisualPrompt || prompt.Contains(wish, StringComparison.Ordinal) ? prompt : with;
    }

    static string Lead(Camera camera) => $"{CameraWords.Of(camera.Shot)} {CameraWords.Of(camera.Angle)}: ";

    string For(ScriptScene scene, Camera camera, int subject)
    {
        string?[] parts =
        [
            $"{Lead(camera)}{Subjects(scene.Role)[subject]}.",
            Look(), Light(), Colors(),
            $"{Framing()} with calm space for a short headline. Photorealistic, no written words, no logos of others.",
            Description(), Message(scene),
        ];
        var kept = parts.OfType<string>().ToList();
        while (kept.Count > 1 && string.Join(' ', kept).Length > SceneRules.LongestVisualPrompt)
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return string.Join(' ', kept);
    }

    string Named => brand.Length == 0 || product.Contains(brand, StringComparison.OrdinalIgnoreCase) ? product : $"{product} by {brand}";

    string Person => Allowed(brief.Brand.Audience) is { Length: > 0 } audience
        ? $"a person from this audience ({audience})"
        : "a person in everyday clothes";

    string[] Subjects(SegmentRole role) => role switch
    {
        SegmentRole.Hook =>
        [
            $"{Person} stops in the middle of an everyday moment and looks up, curious, with {Named} out of focus in the foreground",
            $"a striking detail of {Named} catches the light while life goes on, blurred, behind it",
            $"hands reach into the frame towards {Named} in a lived-in room",
        ],
        SegmentRole.Problem =>
        [
            $"{Person} sighs over a small everyday annoyance in a cluttered room; {Named} stands unnoticed at the edge",
            $"a busy morning that goes slightly wrong, hands fumbling on a crowded table, before {Named} comes into it",
            $"{Person} waits, tired and impatient, in a dull corner of the day, the place for {Named} still empty",
        ],
        SegmentRole.Solution =>
        [
            $"{Named} stands alone in the centre of a tidy, bright setting, presented like a hero",
            $"{Person} takes {Named} into the hands for the first time and relaxes",
            $"{Named} is set down in a calm, sunlit room, and everything around it falls into place",
        ],
        SegmentRole.Benefit =>
        [
            $"{Person} uses {Named} with ease at home, smiling",
            $"a tactile detail of {Named}: material, edge and surface, with a hand just touching it",
            $"{Named} in use on the way through the city, natural and unposed",
            $"{Named} on a clean table beside a few everyday things that belong to it",
        ],
        SegmentRole.Proof =>
        [
            $"a precise, unhurried look at {Named} put to the test on a neutral surface",
            $"{Person} examines {Named} closely and nods",
            $"the finish and workmanship of {Named}, shown honestly in even light",
        ],
        SegmentRole.Offer =>
        [
            $"{Named} beside its open packaging on a welcoming table",
            $"{Person} unpacks {Named} with anticipation",
        ],
        _ =>
        [
            $"{Named} stands centred and still on a plain ground in the brand's colours, ready to be taken",
            $"{Person} holds {Named} towards the camera with a confident smile, the ground plain and in the brand's colours",
        ],
    };

    string? Look()
    {
        var style = brief.Reference?.VisualStyle;
        string[] keywords = [.. (style?.Keywords ?? []).Select(Allowed).Where(word => word.Length > 0).Take(8)];
        var mood = Allowed(style?.Mood ?? "") is { Length: > 0 } wanted ? wanted : Allowed(brief.Brand.Tone);
        return (mood.Length, keywords.Length) switch
        {
            (0, 0) => "Mood: warm and honest.",
            (0, _) => $"Style: {string.Join(", ", keywords)}.",
            (_, 0) => $"Mood: {mood}.",
            _ => $"Mood: {mood}. Style: {string.Join(", ", keywords)}.",
        };
    }

    string Light() => Allowed(brief.Reference?.VisualStyle.Lighting ?? "") is { Length: > 0 } light
        ? $"Light: {light}."
        : "Light: soft daylight from one side.";

    string? Colors()
    {
        var colors = brief.Brand.Colors;
        var (primary, secondary, accent) = (ColorWords.Of(colors.Primary), ColorWords.Of(colors.Secondary), ColorWords.Of(colors.Accent));
        return primary is null || secondary is null || accent is null
            ? null
            : $"Colours: {primary} and {secondary}, with {accent} as the accent.";
    }

    static string? Message(ScriptScene scene) => Shortened(scene.Narration, LongestPart) is { Length: > 0 } said
        ? $"Without words, the picture tells: {said}{End(said)}"
        : null;

    string? Description() => Allowed(brief.Product.Description) is { Length: > 0 } text ? $"The product: {text}{End(text)}" : null;

    string Framing() => brief.Options.AspectRatio switch
    {
        AspectRatio.Portrait => "Vertical 9:16 framing",
        AspectRatio.Square => "Square 1:1 framing",
        _ => "Horizontal 16:9 framing",
    };

    string Allowed(string text)
    {
        var part = Words.WithoutEnd(Shortened(text, LongestPart));
        return brief.Brand.WordsToAvoid.Select(Words.OneLine)
            .Any(word => word.Length > 0 && part.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? ""
            : part;
    }

    static string End(string text) => text[^1] is '.' or '!' or '?' or '…' ? "" : ".";

    /// <summary>Cut between words.</summary>
    static string Shortened(string text, int longest)
    {
        var line = Words.OneLine(text);
        if (line.Length <= longest)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', longest);
        return line[..(space > longest / 2 ? space : longest)].TrimEnd();
    }
}
