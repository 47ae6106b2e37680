using System.Diagnostics;

namespace VideoGen.Activities;

/// <summary>
/// Reports the progress of long work about once a second, and stops the work when its run is over: cancelled, or taken over by a retry.
/// </summary>
sealed class RunProgress : IProgress<double>, IAsyncDisposable
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    readonly Func<double, CancellationToken, Task<bool>> _store;
    readonly CancellationTokenSource _work;
    readonly Lock _gate = new();
    long _last;
    Task _storing = Task.CompletedTask;

    /// <param name="store">Stores a progress of 0 to 1; <see langword="false"/> says that the run is over.</param>
    /// <param name="cancellationToken">Of the activity.</param>
    public RunProgress(Func<double, CancellationToken, Task<bool>> store, CancellationToken cancellationToken)
    {
        _store = store;
        _work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Cancelled with the activity, and when the run is over.</summary>
    public CancellationToken Work => _work.Token;

    public bool RunIsOver { get; private set; }

    public void Report(double value)
    {
        lock (_gate)
        {
            if (_storing.IsCompleted && Stopwatch.GetElapsedTime(_last) >= Pace)
            {
                _last = Stopwatch.GetTimestamp();
                _storing = StoreAsync(value);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _storing;
        _work.Dispose();
    }

    async Task StoreAsync(double value)
    {
        try
        {
            if (!await _store(value, _work.Token))
            {
                RunIsOver = true;
                await _work.CancelAsync();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Progress is for people; the work does not end for a report that could not be stored.
        }
    }
}
