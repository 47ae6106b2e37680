using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// The sentences of one language, as patterns of <see cref="Pattern"/>. Places: name, brand, tagline, audience, word (one to use),
/// number (a fact's figure), cta, and the fact in the forms that it has: fact (any), phrase, verb, participle, sentence.
/// </summary>
internal sealed record Phrasebook
{
    /// <summary>First lines by <see cref="HookStyle"/>; those with a fact come where there are facts enough.</summary>
    public required IReadOnlyDictionary<HookStyle, string[]> Hooks { get; init; }

    /// <summary>Lines that hold the attention until the product is shown.</summary>
    public required string[] Teasers { get; init; }
    public required string[] Problems { get; init; }

    /// <summary>The first time that the product is named in earnest.</summary>
    public required string[] Introductions { get; init; }

    /// <summary>Tells a fact on its own, also as the first.</summary>
    public required string[] Facts { get; init; }

    /// <summary>Tells a fact after another one was told.</summary>
    public required string[] FurtherFacts { get; init; }
    public required string[] Proofs { get; init; }
    public required string[] Offers { get; init; }

    /// <summary>Tells a fact that was told before, when there are more scenes than facts.</summary>
    public required string[] Reminders { get; init; }

    /// <summary>Claims nothing: goes with the picture where no fact is left.</summary>
    public required string[] Support { get; init; }
    public required string[] ProofSupport { get; init; }
    public required string[] Invitations { get; init; }

    /// <summary>Last lines with the call to action of the product.</summary>
    public required string[] Closings { get; init; }

    /// <summary>Calls to action for a product that has none.</summary>
    public required string[] CallsToAction { get; init; }

    /// <summary>Short lines for the picture; without <see cref="SegmentRole.CallToAction"/>, which has its own.</summary>
    public required IReadOnlyDictionary<SegmentRole, string[]> Headlines { get; init; }
    public required IReadOnlyDictionary<HookStyle, string[]> Titles { get; init; }

    /// <summary>Characters that are read at a glance.</summary>
    public required int LongestHeadline { get; init; }

    public static Phrasebook Of(Language language) => language == Language.Korean ? KoreanPhrasebook.Lines : EnglishPhrasebook.Lines;
}
