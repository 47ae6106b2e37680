namespace VideoGen.ProviderSimulator;

/// <summary>How the simulator runs.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The only key that is accepted, by every provider.</summary>
    public const string UsualKey = "simulated-key";

    public string Key { get; init; } = UsualKey;

    /// <summary>Port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a job is queued. Default 0.5 s.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a job runs, unless its clip takes longer to make. Default 2 s.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a link to a clip works. Default 1 h.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the account holds at each provider at the start, US dollars. Default 1000.</summary>
    public decimal Balance { get; init; } = 1000;

    /// <summary>Whether failures whose price a contract does not state are charged (the default) or refunded.</summary>
    public bool ChargesUndocumentedFailures { get; init; } = true;

    /// <summary>The bill is kept here, one JSON line each, and read again at start; <see langword="null"/> keeps it in memory.</summary>
    public string? BillFile { get; init; }

    /// <summary>Chance of a random fault at each point, 0 to 1. Default 0.</summary>
    public double FaultRate { get; init; }

    /// <summary>The same seed and prompts meet the same random faults.</summary>
    public int Seed { get; init; }

    /// <summary>Names of the faults that may come at random; empty for all that end by themselves.</summary>
    public IReadOnlyList<string> RandomFaults { get; init; } = [];

    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>
    /// Where clips are kept and found again by simulators to come; <see langword="null"/> for a folder that goes with this one.
    /// </summary>
    public string? ClipFolder { get; init; }
}
