using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>A sentence, and what it was made of.</summary>
/// <param name="Word">The word of the brand that it takes, if it takes one.</param>
internal sealed record Line(string Text, string Pattern, Fact? Fact, string? Word);

/// <summary>Chooses which line comes next: remembers patterns and words, so that nothing comes twice before everything had its turn.</summary>
internal sealed class LineChoice(BrandVoice voice, string seed)
{
    readonly Dictionary<string, int> patternUses = [];
    readonly Dictionary<string, int> wordUses = [];
    readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> said = [];

    /// <summary>The narration of the scene before, which does not come again at once.</summary>
    public string Previous { get; set; } = "";

    /// <summary>Part of its time that a line had better fill.</summary>
    public double Fill { get; set; }

    /// <summary>Takes note of words that are there already.</summary>
    public void Avoid(string narration) => said.Add(narration);

    /// <summary>Takes the pattern that was used least; among these one that fills the time well.</summary>
    /// <param name="facts">Facts that the patterns may take; none leaves out the patterns that need one.</param>
    /// <param name="repeat">Whether a line that was written before may come again, when there is no other.</param>
    public Line? Pick(IEnumerable<string> patterns, double seconds, IEnumerable<Fact>? facts = null, bool repeat = true)
    {
        var word = voice.WordsToUse.OrderBy(word => wordUses.GetValueOrDefault(word)).FirstOrDefault();
        var choices = (facts ?? []).Cast<Fact?>().DefaultIfEmpty();
        var best = patterns
            .SelectMany(pattern => choices.Select(fact => (Pattern: pattern, Fact: fact, Text: voice.Say(pattern, fact, word))))
            .Where(line => line.Text is not null && SecondsOf(line.Text) <= seconds && line.Text != Previous)
            .Where(line => repeat || Staleness(line.Text!) == 0)
            .OrderBy(line => Staleness(line.Text!))
            .ThenBy(line => patternUses.GetValueOrDefault(line.Pattern))
            .ThenBy(line => SecondsOf(line.Text!) >= Fill * seconds ? 0 : 1)
            .ThenBy(line => Digest.Of(seed + line.Pattern), StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Text is null ? null
            : new(best.Text, best.Pattern, Pattern.TakesFact(best.Pattern) ? best.Fact : null,
            Pattern.Takes(best.Pattern, "word") ? word : null);
    }

    /// <summary>Takes note of a line that was taken.</summary>
    public void Keep(Line line)
    {
        written.Add(line.Text);
        patternUses[line.Pattern] = patternUses.GetValueOrDefault(line.Pattern) + 1;
        if (line.Word is not null)
        {
            wordUses[line.Word] = wordUses.GetValueOrDefault(line.Word) + 1;
        }
    }

    /// <summary>0 for new words, 1 for words that are part of what is there already, 2 for the same words again.</summary>
    int Staleness(string text) => written.Contains(text) || said.Contains(text, StringComparer.OrdinalIgnoreCase)
        ? 2
        : said.Any(narration => narration.Contains(text, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;

    double SecondsOf(string text) => SpeakingRate.SecondsOf(text, voice.Language);
}
