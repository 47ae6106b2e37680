namespace VideoGen.Infrastructure.Providers;

/// <summary>What a provider's API promises and asks for; the pipeline goes by this and knows no provider by name.</summary>
public sealed record ProviderContract
{
    /// <summary>
    /// Whether the same attempt may be submitted again without a second job: by idempotency key, or because jobs cost nothing.
    /// </summary>
    public required bool SubmitIsRepeatable { get; init; }

    /// <summary>Whether a job can be found again by the attempt's token when the submit's answer was lost.</summary>
    public required bool CanFindLostJobs { get; init; }

    public required bool CanCancel { get; init; }

    public required bool SendsWebhooks { get; init; }

    /// <summary>Jobs under way at once, over all videos and processes of this installation.</summary>
    public required int MaxConcurrent { get; init; }

    /// <summary>Submits in any 60 seconds, over all videos and processes; <see langword="null"/> when there is no such limit.</summary>
    public int? MaxPerMinute { get; init; }

    /// <summary>Shortest time between two looks at one job.</summary>
    public required TimeSpan PollEvery { get; init; }

    /// <summary>Longest time between two looks at one job.</summary>
    public required TimeSpan PollAtMostEvery { get; init; }

    /// <summary>How long a job may stay queued before it is given up.</summary>
    public required TimeSpan QueuedAtMost { get; init; }

    /// <summary>How long a job may run before it is given up.</summary>
    public required TimeSpan RunsAtMost { get; init; }

    /// <summary>
    /// How long the provider may not know a job, or not list it; answers of 404 were seen for minutes after a create. Then a person has to
    /// say what became of it.
    /// </summary>
    public TimeSpan MissingAtMost { get; init; } = TimeSpan.FromMinutes(10);
}
