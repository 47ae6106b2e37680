using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Faults;

namespace VideoGen.ProviderSimulator.Jobs;

/// <summary>What was ordered, in words that all contracts share.</summary>
/// <param name="Provider">As the app names it, for example <c>luma</c>.</param>
/// <param name="Model">As the provider spells it.</param>
/// <param name="Text">The prompt or script.</param>
/// <param name="Clip">What is made.</param>
/// <param name="Usd">List price.</param>
/// <param name="Title">The client's own name for it, where the contract has one.</param>
/// <param name="CallbackUrl">Where the client wants to be told.</param>
/// <param name="Request">The body, for contracts that echo it.</param>
/// <param name="CallbackId">The client's own word for its callbacks, where the contract has one.</param>
/// <param name="BadInput">A picture that could be fetched but not read; such a job fails.</param>
public sealed record Order(
    string Provider, string Model, string Text, ClipSpec Clip, decimal Usd, string? Title = null, string? CallbackUrl = null,
    JsonObject? Request = null, string? CallbackId = null, bool BadInput = false)
{
    /// <summary>What a fault's match is looked for in.</summary>
    public string Words => $"{Text}\n{Title}\n{CallbackUrl}";
}

public enum JobState
{
    /// <summary>Taken, and waiting because the account runs as many as it may.</summary>
    Throttled,
    Queued,
    Running,
    Completed,
    Failed,
}

public enum Failure
{
    Generation,
    InputModerated,
    OutputModerated,
    BadInput,
}

/// <summary>A job; its fields move forward only, by the farm alone.</summary>
public sealed class Job(string id, Order order, Fault? fate, Fault? callbackFault)
{
    public string Id => id;

    public Order Order => order;

    /// <summary>The fault that decides how it ends; <see langword="null"/> when it ends well.</summary>
    public Fault? Fate => fate;

    /// <summary>The fault of its callbacks.</summary>
    public Fault? CallbackFault => callbackFault;

    public DateTimeOffset CreatedAt { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public JobState State { get; set; } = JobState.Throttled;

    public Failure? Failure { get; set; }

    /// <summary>The clip's file, once completed.</summary>
    public string? File { get; set; }

    /// <summary>Cancelled or deleted by the client: it cannot be found any more.</summary>
    public bool IsDeleted { get; set; }

    public bool HasEnded => State is JobState.Completed or JobState.Failed || IsDeleted;

    /// <summary>Completes when the job has ended and its callbacks have been tried once; never for a job that is stuck.</summary>
    public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>0 to 1; a running job is never quite done.</summary>
    public double Progress(TimeSpan runTime)
        => StartedAt is { } start ? Math.Clamp((DateTimeOffset.UtcNow - start) / runTime, 0, 0.97) : 0;
}
