using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

public enum ReferenceStatus
{
    /// <summary>There is an analysis; videos can be made after it.</summary>
    Ready,
    Measuring,

    /// <summary>The video could not be measured; the reason stands beside it.</summary>
    Failed,
}

/// <summary>A reference analysis, entered or measured. Its content is <see langword="null"/> unless it is ready.</summary>
public sealed record StoredReference : Stored<ReferenceAnalysis?>
{
    public required string Title { get; init; }
    public required string StatusWord { get; init; }

    /// <summary><c>entered</c> or <c>measured</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Of the measuring, 0 to 1.</summary>
    public required float Progress { get; init; }
    public GenerationFailure? Failure { get; init; }
    public ReferenceMeasurement? Measurement { get; init; }

    /// <summary>Whether a model may be paid to describe it.</summary>
    public required bool MaySpend { get; init; }

    /// <summary>Who put it into words when it had been measured; edits leave it.</summary>
    public Provenance? Provenance { get; init; }

    public ReferenceStatus Status => Spelling.Parse<ReferenceStatus>(StatusWord);
}
