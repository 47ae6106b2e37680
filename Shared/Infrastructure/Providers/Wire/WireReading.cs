using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// What an HTTP answer means for a job, the same for all providers: HTTP says whether a request was taken, the provider's own codes
/// say why not.
/// </summary>
internal static partial class WireReading
{
    const int LongestSaying = 300;

    /// <param name="model">That was ordered.</param>
    /// <param name="jobId">Out of a success.</param>
    /// <param name="explain">Out of a refusal; <see langword="null"/> when its status says all there is.</param>
    public static SubmitAnswer ToSubmitAnswer(
        this WireAnswer answer, string model, Func<JsonElement, string?> jobId, Func<WireAnswer.Received, ProviderFailure?> explain) => answer switch
        {
            WireAnswer.NotSent notSent => new SubmitAnswer.Later(new(ProviderFault.Unavailable, notSent.Reason), null),
            WireAnswer.Lost lost => new SubmitAnswer.Unknown(lost.Reason),
            WireAnswer.Received { IsSuccess: true } taken => jobId(taken.Body) is { } id
                ? new SubmitAnswer.Accepted(id)
                : new SubmitAnswer.Unknown($"It answered {taken.Status} and named no job."),
            // 408 and 5xx come from servers that may have begun, 3xx from something in between.
            WireAnswer.Received { Status: 408 or < 400 or >= 500 } unclear => new SubmitAnswer.Unknown($"It answered {unclear.Status}."),
            WireAnswer.Received refusal => Refusal(explain(refusal) ?? Retired(refusal, model) ?? FailureOf(refusal), refusal.RetryAfter),
            _ => throw new ArgumentException($"{answer.GetType().Name} is no answer.", nameof(answer)),
        };

    /// <param name="read">Out of a success.</param>
    /// <param name="explain">Out of a refusal; <see langword="null"/> when its status says all there is.</param>
    public static JobReading ToJobReading(
        this WireAnswer answer, Func<JsonElement, JobReading> read, Func<WireAnswer.Received, ProviderFailure?> explain) => answer switch
        {
            WireAnswer.Received { IsSuccess: true } told => read(told.Body),
            WireAnswer.Received { Status: 404 or 410 } => new JobReading(new JobAnswer.Missing()),
            WireAnswer.Received refusal => NotSure(explain(refusal) ?? FailureOf(refusal), refusal.RetryAfter),
            WireAnswer.NotSent notSent => NotSure(new(ProviderFault.Unavailable, notSent.Reason), null),
            WireAnswer.Lost lost => NotSure(new(ProviderFault.Unavailable, lost.Reason), null),
            _ => throw new ArgumentException($"{answer.GetType().Name} is no answer.", nameof(answer)),
        };

    public static JobReading NotSure(ProviderFailure failure, TimeSpan? retryAfter) => new(new JobAnswer.NotSure(failure, retryAfter));

    /// <summary>By the status alone.</summary>
    public static ProviderFailure FailureOf(WireAnswer.Received answer)
    {
        var code = $"http_{answer.Status}";
        return answer.Status switch
        {
            401 or 403 => new(ProviderFault.AccountBlocked, "The provider refuses the key or has blocked the account.", code),
            402 => new(ProviderFault.OutOfCredit, "The account at the provider has no credit left.", code),
            404 or 410 => new(ProviderFault.ModelRetired, "The provider does not know the model, or no longer.", code),
            429 => new(ProviderFault.Throttled, "The provider takes no more requests or jobs for now.", code),
            408 or >= 500 => new(ProviderFault.Unavailable, "The provider is down or overloaded.", code),
            // No code comes with it. Of these statuses only: a blocked account is a 403 that speaks of moderation, too.
            400 or 422 when Detail(answer.Body)?.Contains("moderat", StringComparison.OrdinalIgnoreCase) == true
                => new(ProviderFault.InputRefused, $"The provider's moderation refuses the scene: {Saying(Detail(answer.Body))}", code),
            _ => new(ProviderFault.InvalidRequest, $"The provider refuses the request: {Saying(Detail(answer.Body))}", code),
        };
    }

    /// <summary>What a provider says, for people: one line, not long, without links, which may open something.</summary>
    public static string Saying(string? text)
    {
        var plain = Links().Replace(Writing.Words.OneLine(text), "(link)");
        return plain.Length == 0 ? "it gives no reason." : plain.Length <= LongestSaying ? plain : plain[..LongestSaying] + "…";
    }

    static SubmitAnswer Refusal(ProviderFailure failure, TimeSpan? retryAfter)
        => failure.Fault is ProviderFault.Throttled or ProviderFault.Unavailable
            ? new SubmitAnswer.Later(failure, retryAfter)
            : new SubmitAnswer.Refused(failure);

    /// <summary>A request for a model that is gone may be a wrong request like any other; then only the text tells, by name.</summary>
    static ProviderFailure? Retired(WireAnswer.Received answer, string model)
        => answer.Status is 400 or 422 && Detail(answer.Body) is { } said && said.Contains(model, StringComparison.OrdinalIgnoreCase) && Gone().IsMatch(said)
            ? new(ProviderFault.ModelRetired, $"The provider does not know the model, or no longer: {Saying(said)}", $"http_{answer.Status}") : null;

    static string? Detail(JsonElement body)
        => body.Text("detail") ?? body.Text("error") ?? body.Field("error").Text("message") ?? body.Text("message");

    [GeneratedRegex("no longer|retired|deprecated|not found|unknown model|no model|does not exist", RegexOptions.IgnoreCase)]
    private static partial Regex Gone();

    [GeneratedRegex(@"\b[a-z]+://\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Links();
}

/// <summary>A job as it was read.</summary>
/// <param name="ClipLink">Of a finished clip; it expires.</param>
internal sealed record JobReading(JobAnswer Answer, string? ClipLink = null);
