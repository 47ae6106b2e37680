namespace VideoGen.LocalRuntime.Durable;

/// <summary>What changed, so that those who wait look again at once. Only shortens waits: polling finds everything too.</summary>
sealed class Signals
{
    /// <summary>Some instance may have mail, or its lease ended.</summary>
    public Pulse Turns { get; } = new();

    /// <summary>Some activity waits to be run.</summary>
    public Pulse Tasks { get; } = new();

    /// <summary>Some instance started or finished.</summary>
    public Pulse Statuses { get; } = new();

    /// <summary>Names this process in its notifications, so that it does not react to its own.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    public void Fire(Changes changes)
    {
        if (changes.HasFlag(Changes.Turns))
        {
            Turns.Fire();
        }

        if (changes.HasFlag(Changes.Tasks))
        {
            Tasks.Fire();
        }

        if (changes.HasFlag(Changes.Statuses))
        {
            Statuses.Fire();
        }
    }
}

[Flags]
enum Changes
{
    None = 0,
    Turns = 1,
    Tasks = 2,
    Statuses = 4,
}

/// <summary>Wakes everybody who took <see cref="Next"/> before. Take it, then look, then wait for it: no wake-up is lost.</summary>
sealed class Pulse
{
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _count;

    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Another one after each piece of news.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Fire()
    {
        Note();
        Wake();
    }

    /// <summary>Wakes those who wait, for news that was counted before.</summary>
    public void Wake() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Counts news that wakes nobody.</summary>
    public void Note() => Interlocked.Increment(ref _count);
}
