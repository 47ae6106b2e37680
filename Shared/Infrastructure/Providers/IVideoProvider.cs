using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Somebody who renders scenes. Expected ends are values; an exception means that nobody knows what happened.</summary>
public interface IVideoProvider
{
    /// <summary>Snake_case, as it stands in <see cref="GenerationOptions.Providers"/>.</summary>
    string Name { get; }

    string Model { get; }

    /// <summary>List price for a second of rendered clip, US dollars.</summary>
    decimal UsdPerSecond { get; }

    /// <summary>How many scenes of one video may be under way at once.</summary>
    int Parallel { get; }

    /// <summary>Whether the same attempt may be submitted again without a second job: by token, or because jobs cost nothing.</summary>
    bool SubmitIsRepeatable { get; }

    /// <summary>Asks for the clip. Called at most once per attempt, unless <see cref="SubmitIsRepeatable"/>.</summary>
    Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken);

    Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken);

    /// <summary>Puts the finished clip into the asset store under <paramref name="clipKey"/>; may be repeated.</summary>
    /// <param name="progress">0 to 1.</param>
    /// <returns>Why there is no clip; <see langword="null"/> when it is there.</returns>
    Task<GenerationFailure?> CollectAsync(RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken);
}

/// <summary>What came of a submit: a job id, or the proof that the job was not taken.</summary>
public sealed record SubmitAnswer(string? ProviderJobId, GenerationFailure? Refusal);

/// <param name="IsOver">Whether the provider is done with it, well or badly.</param>
/// <param name="AskAgainIn">When to look again, while it is not over.</param>
public sealed record JobAnswer(bool IsOver, GenerationFailure? Failure, TimeSpan AskAgainIn)
{
    public static JobAnswer Ready { get; } = new(true, null, TimeSpan.Zero);
}
