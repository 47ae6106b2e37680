using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Claims as much work as it has free slots, and runs it; when there is no more, waits for a signal, for the next due time, or for a poll.
/// </summary>
/// <param name="slots">Pieces of work that run at once.</param>
/// <param name="pulse">Fires when there may be work.</param>
/// <param name="claim">At most so many pieces; fewer when there is no more work now.</param>
/// <param name="nextDue">
/// How soon there will be work that was not there so long ago; <see langword="null"/> if that is not known.
/// </param>
/// <param name="run">Does the work; does not throw.</param>
// A SemaphoreSlim whose wait handle nobody asks for has nothing to dispose.
#pragma warning disable CA1001
sealed class WorkLoop<TWork>(
#pragma warning restore CA1001
    int slots,
    Pulse pulse,
    DurableEngineOptions options,
    Func<int, Task<IReadOnlyList<TWork>>> claim,
    Func<TimeSpan, Task<TimeSpan?>> nextDue,
    Func<TWork, Task> run,
    ILogger log)
    where TWork : class
{
    // While signals follow each other, nobody asks for the next due time.
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    readonly SemaphoreSlim _free = new(slots);
    readonly ConcurrentDictionary<TWork, bool> _running = [];

    /// <summary>What was claimed and has not ended.</summary>
    public IEnumerable<TWork> Running => _running.Keys;

    /// <summary>Until <paramref name="stop"/>; then claims nothing more and returns when all that it claimed has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var wait = options.ShortestPoll;
        while (!stop.IsCancellationRequested)
        {
            var free = await TakeFreeAsync();
            // Taken before the look: what changes after the look wakes us.
            var news = pulse.Next;
            var look = Stopwatch.GetTimestamp();
            // A claim is not cancelled: it might have been made, and nobody would know of it.
            var works = stop.IsCancellationRequested ? [] : await TryAsync(() => claim(free)) ?? [];
            foreach (var work in works)
            {
                _ = RunAsync(work);
            }

            if (works.Count < free)
            {
                _free.Release(free - works.Count);
                wait = works.Count > 0 ? options.ShortestPoll : wait;
                wait = await WaitAsync(news, look, wait, stop) ? options.ShortestPoll : Shorter(wait * 2, options.LongestPoll);
            }
        }

        for (var slot = 0; slot < slots; slot++)
        {
            await _free.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits for a free slot, and takes all there are.</summary>
    async Task<int> TakeFreeAsync()
    {
        await _free.WaitAsync(CancellationToken.None);
        var taken = 1;
        while (_free.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    async Task RunAsync(TWork work)
    {
        _running.TryAdd(work, true);
        await run(work);
        _running.TryRemove(work, out _);
        _free.Release();
    }

    /// <returns>Whether there was a signal.</returns>
    async Task<bool> WaitAsync(Task news, long look, TimeSpan longest, CancellationToken stop)
    {
        if (await IsSignalledAsync(news, Shorter(Moment, longest), stop))
        {
            return true;
        }

        var due = await TryAsync(() => nextDue(Stopwatch.GetElapsedTime(look)));
        return await IsSignalledAsync(news, due is { } soon ? Shorter(soon, longest) : longest, stop);
    }

    static async Task<bool> IsSignalledAsync(Task news, TimeSpan longest, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(news, Task.Delay(longest, over.Token));
        await over.CancelAsync();
        return news.IsCompleted;
    }

    /// <summary>A database that does not answer now may answer later.</summary>
    async Task<T?> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The database could not be asked for work.");
            return default;
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? (one > TimeSpan.Zero ? one : TimeSpan.Zero) : other;
}
