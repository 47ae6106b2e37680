namespace VideoGen.ProviderSimulator.Jobs;

/// <summary>What an account may do at a provider.</summary>
/// <param name="Concurrent">Jobs under way at once.</param>
/// <param name="PerMinute">Creates in any 60 seconds; <see langword="null"/> for no such limit.</param>
/// <param name="PerDay">Creates in any 24 hours; <see langword="null"/> for no such limit.</param>
/// <param name="PerModel">Whether each model counts by itself.</param>
/// <param name="Waits">Whether a job over the concurrent ones is taken and waits; otherwise it is refused.</param>
public sealed record Limits(int Concurrent, int? PerMinute, int? PerDay, bool PerModel, bool Waits)
{
    /// <summary>As the providers publish them for new accounts.</summary>
    public static Limits Of(string provider) => provider switch
    {
        "luma_dream_machine" => new(Concurrent: 10, PerMinute: 20, PerDay: null, PerModel: false, Waits: false),
        // Numbers are per account and shown in its dashboard only; these are the simulator's own.
        "luma" => new(Concurrent: 10, PerMinute: 60, PerDay: null, PerModel: false, Waits: false),
        // Tier 1.
        "runway" => new(Concurrent: 2, PerMinute: null, PerDay: 200, PerModel: true, Waits: true),
        // Pay as you go; no number of requests is published.
        "heygen" => new(Concurrent: 10, PerMinute: null, PerDay: null, PerModel: false, Waits: false),
        _ => throw new ArgumentException($"There is no provider '{provider}'.", nameof(provider)),
    };
}

/// <summary>Whether the account's limits let a job in.</summary>
public enum Admission
{
    Accepted,
    TooManyJobs,
    TooManyPerMinute,
    TooManyPerDay,
    OutOfCredit,
}
