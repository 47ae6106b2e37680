using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>What came of one call of a model.</summary>
/// <param name="Content"><see langword="null"/> when there is none that can be used.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Usage">As the service counted it; <see langword="null"/> when it did not say.</param>
/// <param name="IsFree">Proven: the call costs nothing. Otherwise what was reserved counts where the usage is not known.</param>
/// <param name="RetryAfter">As the service asks.</param>
public sealed record ModelReply<T>(
    T? Content, ProviderFailure? Failure, ModelUsage? Usage, bool IsFree = false, TimeSpan? RetryAfter = null)
    where T : class
{
    public static ModelReply<T> Done(T content, ModelUsage? usage) => new(content, null, usage);

    /// <summary>It was answered, and the answer is none.</summary>
    public static ModelReply<T> Useless(ProviderFault fault, string message, string? code, ModelUsage? usage, FallbackCode? why = null)
        => new(null, new(fault, message, code, why), usage);

    /// <summary>It was not taken; it costs nothing.</summary>
    public static ModelReply<T> Refused(ProviderFailure failure, TimeSpan? retryAfter = null)
        => new(null, failure, ModelUsage.None, IsFree: true, retryAfter);

    /// <summary>Nobody knows what it costs.</summary>
    public static ModelReply<T> Unclear(string message, string? code = null, FallbackCode why = FallbackCode.NoAnswer)
        => new(null, new(ProviderFault.Unavailable, message, code, why), null);
}
