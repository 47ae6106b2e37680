using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

public enum ModelCallKind
{
    Script,
    Storyboard,
    Still,
    Reference,
}

/// <summary>What a model is called for, and on whose account: that of a video's run, or of a reference that is measured.</summary>
/// <param name="Purpose">What exactly; of a still, the digest of how the scene looks.</param>
/// <param name="Run">Of the video; 1 for a reference, which is described once.</param>
public sealed record ModelErrand(ModelCallKind Kind, string Purpose, Guid? VideoId, int Run, Guid? ReferenceId)
{
    public ModelErrand(RunKey run, ModelCallKind kind, string purpose) : this(kind, purpose, run.VideoId, run.Run, null)
    {
    }

    public static ModelErrand OfReference(Guid referenceId, string purpose) => new(ModelCallKind.Reference, purpose, null, 1, referenceId);

    /// <summary>
    /// A row <c>c</c> of <c>model_calls</c> that is for the same; <c>@VideoId</c>, <c>@ReferenceId</c>, <c>@kind</c> and <c>@Purpose</c>
    /// are this errand's.
    /// </summary>
    internal string SameSql => $"{(ReferenceId is null ? "c.video_id = @VideoId" : "c.reference_id = @ReferenceId")} and c.kind = @kind and c.purpose = @Purpose";
}

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

    /// <summary>A <see cref="FallbackCode"/>, while nothing came of it; in older rows what their fault says.</summary>
    public string? Code { get; init; }

    /// <summary>Of the picture that came of it.</summary>
    public string? PictureKey { get; init; }
    public required decimal CostUsd { get; init; }
}
