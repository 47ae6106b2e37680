using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Somebody who renders scenes. Expected ends are values; an exception means that nobody knows what happened.</summary>
public interface IVideoProvider
{
    /// <summary>Snake_case, as it stands in <see cref="GenerationOptions.Providers"/>, there alone or as <c>name:model</c>.</summary>
    string Name { get; }

    ProviderContract Contract { get; }

    /// <summary>What it can render with, from the configuration; the first is taken where none is named.</summary>
    IReadOnlyList<ProviderModel> Models { get; }

    /// <summary>Asks for the clip. Called at most once per attempt, unless <see cref="ProviderContract.SubmitIsRepeatable"/>.</summary>
    /// <exception cref="NothingSentException">The order could not be prepared.</exception>
    Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for the job of an attempt whose submit got no answer. Only where <see cref="ProviderContract.CanFindLostJobs"/>.
    /// </summary>
    Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken);

    Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the finished clip home: under <paramref name="clipKey"/> it has the brief's frame size, the frame rate of the settings and at least
    /// its length. May be repeated.
    /// </summary>
    /// <param name="progress">0 to 1.</param>
    Task<CollectAnswer> CollectAsync(RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the provider to stop a job that is under way. Only where <see cref="ProviderContract.CanCancel"/>; what it costs is read
    /// afterwards. May be repeated.
    /// </summary>
    /// <returns><see langword="false"/> when it may still be under way.</returns>
    Task<bool> CancelAsync(RenderJob job, CancellationToken cancellationToken);
}

/// <summary>Proven: the provider was not called, as what it was to be sent could not be prepared.</summary>
public sealed class NothingSentException(Exception why) : Exception(why.Message, why);

/// <summary>What came of a submit.</summary>
public abstract record SubmitAnswer
{
    public sealed record Accepted(string ProviderJobId) : SubmitAnswer;

    /// <summary>Proven: no job exists, and trying the same again will not help.</summary>
    public sealed record Refused(ProviderFailure Failure) : SubmitAnswer;

    /// <summary>Proven: no job exists, and the same may be tried again.</summary>
    /// <param name="RetryAfter">As the provider asks; <see langword="null"/> when it does not say.</param>
    public sealed record Later(ProviderFailure Failure, TimeSpan? RetryAfter) : SubmitAnswer;

    /// <summary>No answer, or one that does not tell: a job may exist and cost money.</summary>
    public sealed record Unknown(string Detail) : SubmitAnswer;
}

/// <summary>What came of looking for a lost job.</summary>
public abstract record FindAnswer
{
    public sealed record Found(string ProviderJobId) : FindAnswer;

    /// <summary>Proven: the provider knows no job of this attempt.</summary>
    public sealed record Absent : FindAnswer;

    /// <summary>Not to be told now; look again later.</summary>
    public sealed record NotSure(string Detail) : FindAnswer;
}

/// <summary>How a job stands.</summary>
public abstract record JobAnswer
{
    /// <param name="State">As the provider spells it.</param>
    public sealed record Queued(string State) : JobAnswer;

    /// <param name="State">As the provider spells it; an unknown word counts as running.</param>
    /// <param name="Progress">0 to 1, where the provider tells.</param>
    public sealed record Running(string State, double? Progress = null) : JobAnswer;

    /// <summary>A clip can be collected.</summary>
    public sealed record Ready : JobAnswer;

    /// <param name="ChargedUsd">What the failed job costs; <see langword="null"/> when the contract does not say, and then it counts as
    /// spent.</param>
    public sealed record Failed(ProviderFailure Failure, decimal? ChargedUsd) : JobAnswer;

    /// <summary>The provider does not know the job, which happens for some time after a submit.</summary>
    public sealed record Missing : JobAnswer;

    /// <summary>The provider could not be asked; nothing is known about the job.</summary>
    public sealed record NotSure(ProviderFailure Failure, TimeSpan? RetryAfter) : JobAnswer;
}

/// <summary>What came of bringing a clip home.</summary>
public abstract record CollectAnswer
{
    /// <param name="Seconds">Length of the clip that the provider made.</param>
    /// <param name="ChargedUsd">What was really charged; <see langword="null"/> when it is what was reserved.</param>
    public sealed record Collected(double Seconds, decimal? ChargedUsd) : CollectAnswer;

    /// <summary>There is no usable clip although the job succeeded; it was charged.</summary>
    public sealed record Unusable(ProviderFailure Failure) : CollectAnswer;

    /// <summary>What came is no usable clip, and another try may bring one; the job is paid for.</summary>
    public sealed record Damaged(ProviderFailure Failure) : CollectAnswer;

    /// <summary>It could not be brought home now; the job stays as it is.</summary>
    public sealed record NotSure(ProviderFailure Failure) : CollectAnswer;
}
