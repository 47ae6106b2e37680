using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Keeps the leases of the activities that run here; one that lost its lease is cancelled.</summary>
sealed class ActivityLeases(TaskStore tasks, IOptions<DurableEngineOptions> options, ILogger<ActivityLeases> log)
{
    readonly ConcurrentDictionary<ClaimedTask, CancellationTokenSource> _held = new(ReferenceEqualityComparer.Instance);

    /// <summary>From now until <see cref="Drop"/>.</summary>
    public void Hold(ClaimedTask task, CancellationTokenSource cancel) => _held.TryAdd(task, cancel);

    public void Drop(ClaimedTask task) => _held.TryRemove(task, out _);

    /// <summary>Renews at a third of the lease until <paramref name="stop"/>; all together, for few activities last that long.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseTime / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await Task.WhenAll(_held.Select(held => RenewAsync(held.Key, held.Value, stop)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing runs any more.
        }
    }

    async Task RenewAsync(ClaimedTask task, CancellationTokenSource cancel, CancellationToken stop)
    {
        try
        {
            if (!await tasks.RenewAsync(task, stop) && _held.TryRemove(task, out _))
            {
                log.LogWarning("Activity {Activity} of {InstanceId} lost its lease and is cancelled.", task.Name, task.InstanceId);
                await cancel.CancelAsync();
            }
        }
        catch (NpgsqlException exception)
        {
            log.LogWarning(
                exception, "The lease of activity {Activity} of {InstanceId} could not be renewed yet.", task.Name, task.InstanceId);
        }
        catch (ObjectDisposedException)
        {
            // It ended in this moment.
        }
    }
}
