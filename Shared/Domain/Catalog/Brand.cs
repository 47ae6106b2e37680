namespace VideoGen.Domain;

/// <summary>Who speaks: the voice, the colours and the rules of a brand.</summary>
/// <param name="Tone">How the brand sounds, such as "warm and plain".</param>
/// <param name="WordsToAvoid">Never written, compared without case.</param>
/// <param name="Disclosures">Texts that have to be shown, such as "Advertisement".</param>
/// <param name="MonthlyBudgetUsd">What rendering for the brand may cost in a calendar month (UTC); <see langword="null"/> for no such limit.</param>
public sealed record Brand(
    string Name,
    string Tagline,
    string Tone,
    string Audience,
    BrandColors Colors,
    IReadOnlyList<string> WordsToUse,
    IReadOnlyList<string> WordsToAvoid,
    IReadOnlyList<string> Disclosures,
    decimal? MonthlyBudgetUsd = null);

/// <summary>Colours as <c>#rrggbb</c>.</summary>
/// <param name="Primary">Grounds and large areas.</param>
/// <param name="Secondary">The second ground.</param>
/// <param name="Accent">What should be looked at first.</param>
public sealed record BrandColors(string Primary, string Secondary, string Accent);
