namespace VideoGen.Domain;

/// <summary>Who wrote a script, drew a storyboard or described a reference, with what, and what it cost.</summary>
/// <param name="Writer">A service's name, or offline.</param>
/// <param name="PromptVersion"><see langword="null"/> where no prompt was needed.</param>
/// <param name="InputTokens">Of all calls for it, a repair among them.</param>
/// <param name="CostUsd">Of the same calls; those of writers that failed before are in the video's cost only.</param>
/// <param name="FallbackReason">Why it was not the first choice.</param>
public sealed record Provenance(
    string Writer, string Model, string? PromptVersion, int InputTokens, int OutputTokens, decimal CostUsd, string? FallbackReason = null)
{
    /// <summary>The same by who was passed over; empty in what was stored before there were codes.</summary>
    public IReadOnlyList<Fallback> Fallbacks { get; init; } = [];

    public Provenance After(IReadOnlyList<Fallback> passedOver)
        => this with { FallbackReason = Fallback.Saying(passedOver), Fallbacks = passedOver };
}
