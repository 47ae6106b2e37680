using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>One attempt to have a scene rendered: a row of <c>render_jobs</c>.</summary>
public sealed record RenderJob
{
    public required Guid Id { get; init; }
    public required Guid VideoId { get; init; }
    public required int Run { get; init; }
    public required int Scene { get; init; }

    /// <summary>From 1, per run and scene.</summary>
    public int Attempt { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }

    /// <summary>Unguessable; names the attempt towards the provider.</summary>
    public required string Token { get; init; }
    public required string ClipDigest { get; init; }
    public required SceneBrief Brief { get; init; }
    public required string StateWord { get; init; }
    public string? ProviderJobId { get; init; }
    public GenerationFailure? Failure { get; init; }

    /// <summary>Why it ended, as a word; <see langword="null"/> when it did not, or never began.</summary>
    public string? Fault { get; init; }

    /// <summary>As a callback told it, not yet believed.</summary>
    public string? HintedJobId { get; init; }
    public bool Superseded { get; init; }
    public bool StandIn { get; init; }
    public decimal ReservedUsd { get; init; }

    /// <summary>How often it was looked at since it was submitted.</summary>
    public int Looks { get; init; }

    /// <summary>The provider was asked to stop the job, and has done so or had nothing to stop.</summary>
    public bool CancelAsked { get; init; }

    public TimeSpan Age { get; init; }

    /// <summary>
    /// When the right to call the provider was given, UTC; <see langword="null"/> when it was not, or was given back because no job came
    /// of it.
    /// </summary>
    public DateTime? CalledAt { get; init; }

    /// <summary>Since <see cref="CalledAt"/>; zero when there was no call.</summary>
    public TimeSpan CalledFor { get; init; }

    /// <summary>Since the last call that could have made a job, a repetition among them; zero when there was none.</summary>
    public TimeSpan LastCallFor { get; init; }

    /// <summary>Since nobody knows whether the provider has a job; zero otherwise.</summary>
    public TimeSpan UnknownFor { get; init; }

    /// <summary>Nobody can come to want its clip: its video was cancelled or deleted.</summary>
    public bool Unwanted { get; init; }

    /// <summary>Since the provider was first seen to have finished it; zero while it has not.</summary>
    public TimeSpan ReadyFor { get; init; }

    public RenderJobState State => Spelling.Parse<RenderJobState>(StateWord);

    /// <summary>Closed before the provider was called, as it was out of order then.</summary>
    public bool WasNeverCalled => State == RenderJobState.Refused && Fault is null;

    /// <summary>Not over: the provider has it, may have it, or is about to get it.</summary>
    public bool IsOpen => State is RenderJobState.Submitting or RenderJobState.Accepted or RenderJobState.OutcomeUnknown;
}

/// <summary>What an attempt is for and what it will cost.</summary>
/// <param name="StandIn">It only takes the place of what no provider could render.</param>
public sealed record NewRenderJob(
    string Provider, string Model, string ClipDigest, SceneBrief Brief, decimal CostUsd, bool StandIn = false);

/// <summary>Whether an attempt was recorded, or why not.</summary>
public enum ReservationResult
{
    /// <summary>Recorded, or found as an earlier execution left it.</summary>
    Reserved,

    /// <summary>Not recorded: the video's cost would go over its limit.</summary>
    OverLimit,

    /// <summary>Not recorded: the brand's cost of this month would go over its budget.</summary>
    OverBudget,

    /// <summary>Not recorded: what the key that let the video spend has cost this month would go over its cap.</summary>
    OverKeyCap,

    /// <summary>Not recorded: the same clip is being rendered for another scene or video.</summary>
    OrderedElsewhere,

    /// <summary>Not recorded: the video is not being rendered in this run.</summary>
    Stopped,
}

/// <param name="JobId">Of the recorded attempt.</param>
/// <param name="LeftUsd">Of the limit or budget that stands in the way.</param>
public sealed record Reservation(ReservationResult Result, Guid? JobId = null, decimal LeftUsd = 0);
