using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A row of <c>videos</c>.</summary>
public sealed record Video
{
    public required Guid Id { get; init; }
    public Guid WorkspaceId { get; init; } = Workspaces.Default;
    public required Guid BrandId { get; init; }
    public required Guid ProductId { get; init; }
    public Guid? ReferenceId { get; init; }

    /// <summary>The video that this one was made anew from.</summary>
    public Guid? OriginId { get; init; }

    /// <summary>The script's; empty before there is one.</summary>
    public required string Title { get; init; }
    public required string BrandName { get; init; }
    public required string ProductName { get; init; }
    public required GenerationOptions Options { get; init; }
    public required string StatusWord { get; init; }
    public required DateTime StatusSince { get; init; }
    public required int Run { get; init; }

    /// <summary>Behind <see cref="Run"/>, the run is stored and its orchestration has not begun.</summary>
    public required int StartedRun { get; init; }

    /// <summary>Of the phase under way, 0 to 1.</summary>
    public required float PhaseProgress { get; init; }
    public GenerationFailure? Failure { get; init; }
    public int? ScriptRevision { get; init; }
    public int? StoryboardRevision { get; init; }
    public int? ApprovedScriptRevision { get; init; }
    public int? ApprovedStoryboardRevision { get; init; }
    public required decimal MaxCostUsd { get; init; }
    public VideoResult? Result { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ChangedAt { get; init; }
    public DateTime? CompletedAt { get; init; }

    /// <summary>Settled, and reserved where neither settled nor released.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>Of the review under way, or of the last one.</summary>
    public DateTime? ReviewDeadline { get; init; }

    /// <summary>Until that deadline, as the database's clock saw it when this was read; nothing when it has passed.</summary>
    public TimeSpan ReviewLeft { get; init; }

    /// <summary>A rewrite that is asked for and not written yet.</summary>
    public PendingRevise? Revising { get; init; }
    public DateTime? RevisingSince { get; init; }

    /// <summary>Why the last rewrite did not come about.</summary>
    public GenerationFailure? ReviseFailure { get; init; }

    public bool ReviewIsOver => ReviewDeadline is not null && ReviewLeft <= TimeSpan.Zero;

    public int? RevisionOf(ReviewPoint point) => point == ReviewPoint.Script ? ScriptRevision : StoryboardRevision;

    public VideoStatus Status => Spelling.Parse<VideoStatus>(StatusWord);

    public RunKey Key => new(Id, Run);

    /// <summary>Where a person is waited for; <see langword="null"/> when nobody is.</summary>
    public ReviewPoint? AwaitedReview => Status switch
    {
        VideoStatus.ScriptReady when Awaits(ReviewPoint.Script) => ReviewPoint.Script,
        VideoStatus.StoryboardReady when Awaits(ReviewPoint.Storyboard) => ReviewPoint.Storyboard,
        _ => null,
    };

    bool Awaits(ReviewPoint point) => Options.Review.Contains(point) && point switch
    {
        ReviewPoint.Script => ApprovedScriptRevision is null || ApprovedScriptRevision != ScriptRevision,
        _ => ApprovedStoryboardRevision is null || ApprovedStoryboardRevision != StoryboardRevision,
    };
}
