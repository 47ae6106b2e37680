namespace VideoGen.LocalRuntime.Durable;

/// <summary>Settings of the durable engine.</summary>
public sealed class DurableEngineOptions
{
    /// <summary>A PostgreSQL database; the engine keeps its tables in the schema <c>durable</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Activities that run at once in this process. Default 10, at least 1.</summary>
    public int MaxConcurrentActivities { get; set; } = 10;

    /// <summary>
    /// Instances that are claimed from the queue at once by this process. Default 10, at least 1. A turn that follows an activity of this
    /// process runs in that activity's place.
    /// </summary>
    public int MaxConcurrentOrchestrations { get; set; } = 10;

    /// <summary>
    /// How long a claim holds without renewal; activities renew at a third of it. It says how soon work of a dead process is taken over,
    /// not how long an activity may run. Default 15 s, at least 100 ms.
    /// </summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// First wait after a look that found nothing; doubles up to <see cref="LongestPoll"/>. Default 50 ms, more than zero.
    /// </summary>
    public TimeSpan ShortestPoll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Longest wait between two looks, for when no notification arrives. Default 2 s, not below <see cref="ShortestPoll"/>.
    /// </summary>
    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// At shutdown, running activities get this long before they are cancelled and handed back. Default 10 s; zero cancels at once.
    /// </summary>
    public TimeSpan GracefulStopTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// At shutdown, cancelled activities get this long to end; one that does not is handed back while it still runs. Default 3 s.
    /// </summary>
    public TimeSpan CancelledStopTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>An instance whose turn could not be saved this often in a row fails. Default 10, at least 1.</summary>
    public int MaxTurnAttempts { get; set; } = 10;

    /// <summary>
    /// An activity that was begun this often and never came to an end, because its process died, fails. Default 10, at least 1.
    /// </summary>
    public int MaxActivityAttempts { get; set; } = 10;

    /// <summary>Wait after a turn that could not be saved; doubles with every attempt, up to a minute. Default 500 ms.</summary>
    public TimeSpan TurnBackOff { get; set; } = TimeSpan.FromMilliseconds(500);

    internal bool IsValid()
        => ConnectionString.Length > 0
            && MaxConcurrentActivities >= 1 && MaxConcurrentOrchestrations >= 1
            && LeaseTime >= TimeSpan.FromMilliseconds(100)
            && ShortestPoll > TimeSpan.Zero && LongestPoll >= ShortestPoll
            && GracefulStopTime >= TimeSpan.Zero && CancelledStopTime >= TimeSpan.Zero && TurnBackOff >= TimeSpan.Zero
            && MaxTurnAttempts >= 1 && MaxActivityAttempts >= 1;
}
