namespace VideoGen.Domain;

/// <summary>Why one who was to write, paint or describe did not. The first nine are what a service or its model did.</summary>
public enum FallbackCode
{
    InputRefused,
    OutputRefused,
    InvalidRequest,
    AccountBlocked,
    OutOfCredit,
    ModelRetired,
    Throttled,
    Unavailable,
    GenerationFailed,

    /// <summary>No connection came about: it costs nothing.</summary>
    Unreachable,

    /// <summary>The call may have been carried out and counts as spent.</summary>
    NoAnswer,

    /// <summary>The answer ended before its end.</summary>
    CutOff,

    /// <summary>What came broke the rules, also when it was asked for again.</summary>
    RulesBroken,

    /// <summary>The app stopped during the call, which counts as spent.</summary>
    Interrupted,

    /// <summary>It would cost more than the video's limit.</summary>
    OverLimit,

    /// <summary>It would cost more than the brand may in a month.</summary>
    OverBudget,

    /// <summary>It would cost more than the API key may in a month.</summary>
    OverKeyCap,

    /// <summary>The settings name the model no longer.</summary>
    NotConfigured,

    NoPrice,

    /// <summary>No model that could do it is set up.</summary>
    NoModel,

    /// <summary>Money was not to be spent on it.</summary>
    NotWanted,

    /// <summary>What was painted was changed since.</summary>
    Edited,

    InternalError,
}

/// <summary>One who was passed over.</summary>
/// <param name="Service">As it was chosen; <see langword="null"/> where nobody was asked.</param>
/// <param name="Message">The same for people, in English, with more of the matter.</param>
public sealed record Fallback(string? Service, FallbackCode Code, string Message)
{
    /// <summary>All of them in one text; <see langword="null"/> when there are none.</summary>
    public static string? Saying(IReadOnlyCollection<Fallback> all)
        => all.Count == 0 ? null : string.Join("; ", all.Select(one => one.Service is null ? one.Message : $"{one.Service}: {one.Message}"));
}
