namespace VideoGen.Infrastructure.Providers;

/// <summary>HeyGen's codes, which refusals and failed jobs share. Both code and message may be missing of a real failure.</summary>
internal static class HeyGenFailures
{
    /// <returns><see langword="null"/> when the answer has no code that says more than its status.</returns>
    public static ProviderFailure? Explain(WireAnswer.Received answer)
        => answer.Body.Field("error").Text("code") is { } code && FaultOf(code) is { } fault
            ? new(fault, MessageOf(fault, answer.Body.Field("error").Text("message")), code) : null;

    public static ProviderFailure Of(string? code, string? message)
        => (code is null ? null : FaultOf(code)) is { } fault
            ? new(fault, MessageOf(fault, message), code)
            : new(ProviderFault.GenerationFailed, $"HeyGen could not render the scene: {WireReading.Saying(message)}", code);

    static ProviderFault? FaultOf(string code) => code switch
    {
        "content_policy_violation" => ProviderFault.InputRefused,
        "authentication_failed" => ProviderFault.AccountBlocked,
        "insufficient_credit" or "quota_exceeded" => ProviderFault.OutOfCredit,
        "rate_limit_exceeded" => ProviderFault.Throttled,
        "invalid_parameter" or "download_failed" => ProviderFault.InvalidRequest,
        "resource_not_ready" or "service_unavailable" or "internal_error" or "voice_provider_error" or "gateway_timeout"
            => ProviderFault.Unavailable,
        // An avatar or a voice that is gone concerns all videos, as a model would.
        _ when code.EndsWith("_not_found", StringComparison.Ordinal) => ProviderFault.ModelRetired,
        _ => null,
    };

    static string MessageOf(ProviderFault fault, string? said) => fault switch
    {
        // May repeat the key.
        ProviderFault.AccountBlocked => "HeyGen refuses the key or has blocked the account.",
        ProviderFault.ModelRetired => $"HeyGen does not know the avatar, voice or engine of Providers__HeyGen: {WireReading.Saying(said)}",
        _ => $"HeyGen refuses the scene: {WireReading.Saying(said)}",
    };
}
