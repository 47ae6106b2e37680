namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// The synchronization context of one turn. While it is current, continuations of durable tasks run inline, in the order of the history;
/// what comes from elsewhere (a delay, the thread pool, ConfigureAwait(false)) has to pass here, is not let in, and shows that the
/// orchestrator awaited something that is not durable.
/// </summary>
sealed class TurnThread : SynchronizationContext
{
    readonly int _thread = Environment.CurrentManagedThreadId;
    volatile bool _over;
    volatile bool _trespassed;

    /// <summary>Whether the orchestrator was seen outside its turn.</summary>
    public bool Trespassed => _trespassed;

    bool IsCurrent => !_over && Environment.CurrentManagedThreadId == _thread;

    public override void Post(SendOrPostCallback d, object? state) => Send(d, state);

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (TryEnter())
        {
            d(state);
        }
    }

    /// <returns><see langword="false"/> to whoever is late or on another thread.</returns>
    public bool TryEnter()
    {
        _trespassed |= !IsCurrent;
        return IsCurrent;
    }

    /// <summary>Whoever comes from here on is late.</summary>
    public void End() => _over = true;
}
