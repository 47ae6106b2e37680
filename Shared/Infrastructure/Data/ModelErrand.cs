using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

public enum ModelCallKind
{
    Script,
    Storyboard,
    Still,
}

/// <summary>What a model is called for.</summary>
/// <param name="Purpose">What exactly; of a still, the digest of how the scene looks.</param>
public sealed record ModelErrand(RunKey Run, ModelCallKind Kind, string Purpose);

/// <summary>A text that was taken, with what it took.</summary>
public sealed record KeptText
{
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required string Answer { get; init; }
    public required int InputTokens { get; init; }
    public required int OutputTokens { get; init; }
    public required decimal CostUsd { get; init; }
}

/// <summary>What was tried for a still.</summary>
public sealed record StillAttempt
{
    public required string Purpose { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }

    /// <summary>calling, answered, failed or lost.</summary>
    public required string State { get; init; }
    public required int Run { get; init; }
    public string? Message { get; init; }

    /// <summary>Of the picture that came of it.</summary>
    public string? PictureKey { get; init; }
    public required decimal CostUsd { get; init; }
}
