using System.Globalization;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts;

/// <summary>What several contracts' answers are made of.</summary>
static class Answers
{
    public static IResult Refuse(int status, JsonNode body, int? retryAfterSeconds)
        => new WithRetryAfter(Results.Json(body, statusCode: status), retryAfterSeconds);

    public static string Time(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The failure's code: what the fault asks for, or the contract's; <see langword="null"/> when it did not fail, or says nothing.
    /// </summary>
    public static string? Code(Job job, Func<Failure, string> word)
        => job is not { State: JobState.Failed, Failure: { } failure } || job.Fate?.Kind == FaultKinds.FailsSilently ? null
            : job.Fate?.Code ?? word(failure);

    /// <summary>For people; <see langword="null"/> when it did not fail, or says nothing.</summary>
    public static string? Reason(Job job)
        => job is not { State: JobState.Failed, Failure: { } failure } || job.Fate?.Kind == FaultKinds.FailsSilently ? null : failure switch
        {
            Failure.InputModerated => "Advanced prompt moderation failed",
            Failure.OutputModerated => "Frame moderation failed",
            Failure.BadInput => "Failed to read user input frames",
            _ => "The generation failed",
        };

    sealed class WithRetryAfter(IResult inner, int? seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (seconds is { } wait)
            {
                httpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            }

            return inner.ExecuteAsync(httpContext);
        }
    }
}
