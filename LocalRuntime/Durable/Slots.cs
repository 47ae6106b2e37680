using System.Collections.Concurrent;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Places for work that runs at once in this process. Work comes from the common queue, or straight from the transaction that made it:
/// then a place was taken for it before.
/// </summary>
// A SemaphoreSlim whose wait handle nobody asks for has nothing to dispose.
#pragma warning disable CA1001
sealed class Slots<TWork>(int count)
#pragma warning restore CA1001
    where TWork : class
{
    readonly SemaphoreSlim _free = new(count);
    readonly ConcurrentDictionary<TWork, bool> _running = new(ReferenceEqualityComparer.Instance);
    volatile Func<TWork, Task<TWork?>>? _run;

    /// <summary>Whether work may be taken over beside the queue; not before the engine runs, nor when it stops.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What was claimed and has not ended.</summary>
    public IEnumerable<TWork> Running => _running.Keys;

    /// <param name="run">Does the work; does not throw. What it returns is run next, in the same place.</param>
    public void Open(Func<TWork, Task<TWork?>> run)
    {
        _run = run;
        IsOpen = true;
    }

    public void Close() => IsOpen = false;

    /// <returns>How many places were taken: free ones, without waiting.</returns>
    public int TryTake(int most)
    {
        var taken = 0;
        while (IsOpen && taken < most && _free.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    /// <summary>Waits for a free place, and takes all there are.</summary>
    public async Task<int> TakeFreeAsync()
    {
        await _free.WaitAsync(CancellationToken.None);
        var taken = 1;
        while (_free.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    public void Release(int places)
    {
        if (places > 0)
        {
            _free.Release(places);
        }
    }

    /// <summary>Runs the work in a place that was taken; it has nothing to do with whoever starts it.</summary>
    public void Start(TWork work)
    {
        using var apart = ExecutionContext.SuppressFlow();
        _ = Task.Run(() => RunAsync(work));
    }

    /// <summary>Returns when all has ended; nothing can be taken after that.</summary>
    public async Task DrainAsync()
    {
        for (var slot = 0; slot < count; slot++)
        {
            await _free.WaitAsync(CancellationToken.None);
        }
    }

    async Task RunAsync(TWork first)
    {
        for (var work = first; work is not null;)
        {
            _running.TryAdd(work, true);
            var next = await _run!(work);
            _running.TryRemove(work, out _);
            work = next;
        }

        _free.Release();
    }
}
