using Microsoft.Extensions.Primitives;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Reads a provider's calls to us. They are hints only: the job is read again before anything moves.</summary>
public interface IProviderCallbacks
{
    /// <summary>The provider's name.</summary>
    string Provider { get; }

    /// <param name="path">What follows the provider's name in the path; empty when nothing does.</param>
    /// <param name="header">The value of a header, or <see langword="null"/>.</param>
    /// <param name="body">Exactly as it arrived; a signature is over these bytes.</param>
    /// <returns><see langword="null"/> when it is forged or too old.</returns>
    CallbackHint? Read(string path, Func<string, StringValues> header, ReadOnlyMemory<byte> body, DateTimeOffset now);
}

/// <summary>Which attempt is worth a look; none when the call is about something else.</summary>
/// <param name="EventId">Names the delivery, so that repetitions are known.</param>
/// <param name="Token">The attempt's token, or <see langword="null"/> when the provider's job id is all that it says.</param>
public sealed record CallbackHint(string EventId, string? Token, string? ProviderJobId)
{
    /// <summary>Genuine, and not about a job: taken, so that it is not sent again.</summary>
    public static CallbackHint None { get; } = new("", null, null);
}
