using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Claims work while it has a free slot, and runs it; when there is none, waits for a signal, for the next due time, or for a poll.
/// </summary>
/// <param name="slots">Pieces of work that run at once.</param>
/// <param name="pulse">Fires when there may be work.</param>
/// <param name="tryClaim"><see langword="null"/> when there is no work now.</param>
/// <param name="nextDue">When there will be work; <see langword="null"/> if that is not known.</param>
/// <param name="run">Does the work; does not throw.</param>
// A SemaphoreSlim whose wait handle nobody asks for has nothing to dispose.
#pragma warning disable CA1001
sealed class WorkLoop<TWork>(
#pragma warning restore CA1001
    int slots,
    Pulse pulse,
    DurableEngineOptions options,
    Func<Task<TWork?>> tryClaim,
    Func<Task<TimeSpan?>> nextDue,
    Func<TWork, Task> run,
    ILogger log)
    where TWork : class
{
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
            await _free.WaitAsync(CancellationToken.None);
            // Taken before the look: what changes after the look wakes us.
            var news = pulse.Next;
            // A claim is not cancelled: it might have been made, and nobody would know of it.
            if (!stop.IsCancellationRequested && await TryClaimAsync() is { } work)
            {
                wait = options.ShortestPoll;
                _ = RunAsync(work);
                continue;
            }

            _free.Release();
            if (!stop.IsCancellationRequested)
            {
                wait = await WaitAsync(news, wait, stop) ? options.ShortestPoll : Shorter(wait * 2, options.LongestPoll);
            }
        }

        for (var slot = 0; slot < slots; slot++)
        {
            await _free.WaitAsync(CancellationToken.None);
        }
    }

    async Task RunAsync(TWork work)
    {
        _running.TryAdd(work, true);
        await run(work);
        _running.TryRemove(work, out _);
        _free.Release();
    }

    /// <returns>Whether there was a signal.</returns>
    async Task<bool> WaitAsync(Task news, TimeSpan longest, CancellationToken stop)
    {
        var due = await TryAsync(nextDue);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(news, Task.Delay(due is { } soon ? Shorter(soon, longest) : longest, over.Token));
        await over.CancelAsync();
        return news.IsCompleted;
    }

    Task<TWork?> TryClaimAsync() => TryAsync(tryClaim);

    /// <summary>A database that does not answer now may answer later.</summary>
    async Task<T?> TryAsync<T>(Func<Task<T?>> ask)
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
