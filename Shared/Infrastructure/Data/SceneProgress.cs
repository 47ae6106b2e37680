using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>A scene on its way: a row of <c>video_scenes</c>.</summary>
public sealed record SceneProgress
{
    public required int Number { get; init; }

    /// <summary>waiting, rendering, finished or failed.</summary>
    public required string State { get; init; }

    /// <summary>0 to 1.</summary>
    public required float Progress { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }

    /// <summary>Of this run; 0 before the first and when a finished clip was taken.</summary>
    public int Attempt { get; init; }
    public string? ClipDigest { get; init; }
    public required bool Reused { get; init; }

    /// <summary>Shown as its animatic, because no provider could render it.</summary>
    public bool StandIn { get; init; }

    /// <summary>A word of <see cref="SceneWait"/>.</summary>
    public string? WaitingFor { get; init; }
    public DateTime? WaitingSince { get; init; }

    /// <summary>What stands in the way, for people.</summary>
    public string? WaitingDetail { get; init; }
    public GenerationFailure? Failure { get; init; }

    /// <summary>Of all attempts at the scene: settled, and reserved where neither settled nor released.</summary>
    public decimal CostUsd { get; init; }
}

/// <summary>What a scene waits for, other than the provider's work.</summary>
public enum SceneWait
{
    /// <summary>Its turn under the provider's limits.</summary>
    ProviderLimit,

    /// <summary>A provider that is out of order now.</summary>
    ProviderOutage,

    /// <summary>The same clip, which is rendered for another scene or video.</summary>
    SameScene,

    /// <summary>Word from the provider whether it has the job.</summary>
    Reconciliation,

    /// <summary>The finished clip, which could not be brought home yet.</summary>
    ClipDownload,

    /// <summary>A person, who says what became of a submit that got no answer, or of a job that its provider does not know any more.</summary>
    SceneResolution,
}
