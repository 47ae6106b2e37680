using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Short lines for the picture: they go with what is said and do not say it again.</summary>
internal sealed partial class Headlines(BrandVoice voice, string seed)
{
    readonly Phrasebook book = Phrasebook.Of(voice.Language);
    readonly HashSet<string> shown = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes note of a line that was shown already.</summary>
    public void Avoid(string line) => shown.Add(line);

    /// <param name="unsaid">Facts that no scene says; the first that is short enough is shown and taken off the list.</param>
    /// <returns>Empty where the picture is better left alone.</returns>
    public string For(SegmentRole role, Copy copy, List<Fact> unsaid)
    {
        if (copy.Facts.Count == 0 && role is SegmentRole.Solution or SegmentRole.Benefit or SegmentRole.Proof or SegmentRole.Offer)
        {
            var fact = unsaid.Find(fact => Fits(fact.Text) && !IsSaid(fact.Text, copy));
            if (fact is not null)
            {
                unsaid.Remove(fact);
                return Show(fact.Text);
            }
        }

        var lines = role == SegmentRole.CallToAction ? book.Headlines[SegmentRole.Offer] : book.Headlines[role];
        var figure = copy.Facts.FirstOrDefault(fact => fact.Number is not null)
            ?? voice.Facts.FirstOrDefault(fact
                => fact.Number is not null && copy.Narration.Contains(fact.Number, StringComparison.Ordinal));
        var word = voice.WordsToUse.FirstOrDefault(word => !shown.Contains(word));
        var choices = lines
            .Select(pattern => (Pattern: pattern, Text: pattern == "{number}" ? Figure(figure) : voice.Say(pattern, figure, word)))
            .Where(line => line.Text is not null && Fits(line.Text) && (line.Pattern is "{number}" or "{name}" || !IsSaid(line.Text, copy)))
            .OrderBy(line => Rank(line.Pattern))
            .ThenBy(line => Digest.Of(seed + line.Pattern), StringComparer.Ordinal)
            .Select(line => Words.Capitalized(line.Text!))
            .ToArray();
        return Show(choices.FirstOrDefault(line => !shown.Contains(line)) ?? "");
    }

    /// <summary>What the viewer shall do, as short as it has to be to be read.</summary>
    public string Closing(Copy copy, string callToAction)
    {
        var asked = Words.WithoutEnd(Words.OneLine(callToAction));
        string?[] lines =
        [
            asked, Address().Match(asked).Value, voice["name"], voice["brand"], .. book.CallsToAction.Select(call => voice.Say(call)),
        ];
        return lines.FirstOrDefault(line => line is { Length: > 0 } && voice.Allows(line)
            && Fits(line) && copy.Narration != line + ".") ?? "";
    }

    // A figure beats everything, the brand's own words beat ours.
    static int Rank(string pattern) => Pattern.Takes(pattern, "number") ? 0 : pattern.Contains('{', StringComparison.Ordinal) ? 1 : 2;

    // "2년" alone says little: what it is a figure of goes with it where that is read at a glance.
    string? Figure(Fact? fact)
        => fact is { Number: not null } && fact.Text.Length <= book.LongestHeadline / 2 ? fact.Text : voice.Say("{number}", fact);

    bool Fits(string line) => line.Length <= book.LongestHeadline;

    // A figure or a name gains by being seen and heard at once; other words only say the same thing twice.
    static bool IsSaid(string line, Copy copy)
        => copy.Narration.Contains(Words.WithoutEnd(line).TrimEnd('?'), StringComparison.OrdinalIgnoreCase);

    string Show(string line)
    {
        shown.Add(line);
        return line;
    }

    [GeneratedRegex(@"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/[\w/-]*)?", RegexOptions.ECMAScript)]
    private static partial Regex Address();
}
