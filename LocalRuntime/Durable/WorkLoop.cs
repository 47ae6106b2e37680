using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Claims as much work as it has free slots, and runs it; when there is no more, waits for a signal, for the next due time, or for a poll.
/// </summary>
/// <param name="slots">Where the work runs.</param>
/// <param name="pulse">Fires when there may be work.</param>
/// <param name="claim">At most so many pieces; fewer when there is no more work now.</param>
/// <param name="nextDue">
/// How soon there will be work that was not there so long ago; <see langword="null"/> if that is not known.
/// </param>
sealed class WorkLoop<TWork>(
    Slots<TWork> slots,
    Pulse pulse,
    DurableEngineOptions options,
    Func<int, Task<IReadOnlyList<TWork>>> claim,
    Func<TimeSpan, Task<TimeSpan?>> nextDue,
    ILogger log)
    where TWork : class
{
    // While signals follow each other, nobody asks for the next due time.
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>When there was more work than free places, so long more of them are waited for: one claim for several is cheaper.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);

    /// <summary>Until <paramref name="stop"/>; then claims nothing more and returns when all that runs has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var wait = options.ShortestPoll;
        while (!stop.IsCancellationRequested)
        {
            var free = await slots.TakeFreeAsync();
            // Taken before the look: what changes after the look wakes us.
            var news = pulse.Next;
            var look = Stopwatch.GetTimestamp();
            // A claim is not cancelled: it might have been made, and nobody would know of it.
            var works = stop.IsCancellationRequested ? [] : await TryAsync(() => claim(free)) ?? [];
            foreach (var work in works)
            {
                slots.Start(work);
            }

            slots.Release(free - works.Count);
            if (works.Count == free)
            {
                await Task.Delay(Gathering, CancellationToken.None);
            }
            else
            {
                wait = works.Count > 0 ? options.ShortestPoll : wait;
                wait = await WaitAsync(news, look, wait, stop) ? options.ShortestPoll : Shorter(wait * 2, options.LongestPoll);
            }
        }

        await slots.DrainAsync();
    }

    /// <returns>Whether there was a signal.</returns>
    async Task<bool> WaitAsync(Task news, long look, TimeSpan longest, CancellationToken stop)
    {
        if (await IsSignalledAsync(news, Shorter(Moment, longest), stop))
        {
            return true;
        }

        var due = await TryAsync(() => nextDue(Stopwatch.GetElapsedTime(look)));
        if (await IsSignalledAsync(news, due is { } soon ? Shorter(soon, longest) : longest, stop))
        {
            return true;
        }

        // A turn that runs just now has not seen what fell due meanwhile, and its instance cannot be claimed.
        pulse.Note();
        return false;
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
