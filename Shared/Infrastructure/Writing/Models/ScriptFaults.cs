using System.Globalization;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What is wrong with scenes that a model wrote, in sentences that it can act on.</summary>
internal static class ScriptFaults
{
    /// <summary>So many characters in a row are no coincidence.</summary>
    const int CopiedLetters = 24;

    public static IEnumerable<string> In(IReadOnlyList<WrittenScene> scenes, WritingBrief brief)
    {
        foreach (var scene in scenes)
        {
            foreach (var fault in In(scene, brief))
            {
                yield return $"Scene {scene.Number}: {fault}";
            }
        }

        if (scenes.All(scene => scene.Narration.Length == 0))
        {
            yield return "Nothing is said in the whole film.";
        }
    }

    public static IEnumerable<string> InTitle(string title, Brand brand)
        => BrandRules.ForbiddenIn(title, brand).Select(word => $"title has \"{word}\", which the brand avoids.");

    /// <summary>Why no lengths can be found that fit.</summary>
    public static IEnumerable<string> OfLengths(IReadOnlyList<WrittenScene> scenes, double seconds, Language language)
    {
        var (together, said) = (scenes.Sum(scene => scene.DurationSeconds), scenes.Sum(scene => SpeakingRate.SecondsOf(scene.Narration, language)));
        yield return string.Create(CultureInfo.InvariantCulture,
            $"The scenes last {together:0.#} s together, and saying all of it takes {said:0.#} s; there are {seconds:0.#} s.");
        foreach (var scene in scenes.Where(scene => !SpeakingRate.Fits(scene.Narration, language, scene.DurationSeconds)))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Scene {scene.Number}: its narration takes {SpeakingRate.SecondsOf(scene.Narration, language):0.#} s to say, and it lasts {scene.DurationSeconds:0.#} s.");
        }
    }

    static IEnumerable<string> In(WrittenScene scene, WritingBrief brief)
    {
        var words = $"{scene.Narration}\n{scene.OnScreenText}";
        foreach (var word in BrandRules.ForbiddenIn(words, brief.Brand))
        {
            yield return $"it has \"{word}\", which the brand avoids.";
        }

        foreach (var claim in Claims.In(words, brief.Brand, brief.Product).Where(claim => !claim.IsSupported))
        {
            yield return $"no fact of the product says \"{claim.Text}\".";
        }

        foreach (var fact in scene.Facts.Where(fact => fact < 1 || fact > brief.Product.Facts.Count))
        {
            yield return $"there is no fact {fact}.";
        }

        if (scene.Role is SegmentRole.Benefit or SegmentRole.Proof or SegmentRole.Offer && scene.Facts.Count == 0 && brief.Product.Facts.Count > 0)
        {
            yield return "a scene of this role names the facts that it uses.";
        }

        if (scene.Narration.Length > 0 && !Words.IsIn(brief.Options.Language, WithoutNames(scene.Narration, brief)))
        {
            yield return $"its narration is not {(brief.Options.Language == Language.Korean ? "Korean" : "English")}.";
        }

        if (scene.OnScreenText.Length > Phrasebook.Of(brief.Options.Language).LongestHeadline * 2)
        {
            yield return $"on_screen_text has {scene.OnScreenText.Length} characters, too many to be read.";
        }

        if (Links.Foreign(words, brief) is { } link)
        {
            yield return $"it names \"{link}\", which is in no fact and not in the call to action.";
        }

        if (brief.Reference?.Segments.Any(segment => SharesWords(segment.Summary, scene.Narration)) == true)
        {
            yield return "it repeats words of the example film.";
        }
    }

    static string WithoutNames(string text, WritingBrief brief)
    {
        var rest = new[] { brief.Product.Name, brief.Brand.Name, brief.Product.CallToAction }.Where(name => name.Length > 1)
            .Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.OrdinalIgnoreCase));
        return rest.Any(char.IsLetter) ? rest : text;
    }

    static bool SharesWords(string example, string text)
    {
        var (one, other) = (Words.OneLine(example).ToUpperInvariant(), Words.OneLine(text).ToUpperInvariant());
        return Enumerable.Range(0, Math.Max(0, other.Length - CopiedLetters + 1)).Any(i => one.Contains(other.Substring(i, CopiedLetters), StringComparison.Ordinal));
    }
}
