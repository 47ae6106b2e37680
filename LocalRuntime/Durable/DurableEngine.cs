using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>
/// Migrates the database at start, then runs turns and activities until the host stops. Any number of them may share one database.
/// </summary>
sealed class DurableEngine(
    Migrations migrations,
    DurableDatabase database,
    Signals signals,
    TurnStore turns,
    TaskStore tasks,
    TurnRunner turnRunner,
    ActivityRunner activityRunner,
    IOptions<DurableEngineOptions> options,
    ILogger<DurableEngine> log) : IHostedService, IDisposable
{
    static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(1);
    readonly DurableEngineOptions _options = options.Value;
    readonly CancellationTokenSource _stopClaiming = new();
    readonly CancellationTokenSource _stopActivities = new();
    Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrations.ApplyAsync(cancellationToken);

        var turnLoop = new WorkLoop<ClaimedTurn>(_options.MaxConcurrentOrchestrations, signals.Turns, _options,
            most => turns.ClaimAsync(most, CancellationToken.None), since => turns.NextDueAsync(since, CancellationToken.None), turnRunner.RunAsync, log);
        var taskLoop = new WorkLoop<ClaimedTask>(_options.MaxConcurrentActivities, signals.Tasks, _options,
            most => tasks.ClaimAsync(most, CancellationToken.None), _ => Task.FromResult<TimeSpan?>(null),
            task => activityRunner.RunAsync(task, _stopActivities.Token), log);
        var stop = _stopClaiming.Token;
        _running = Task.WhenAll(
            Task.Run(() => turnLoop.RunAsync(stop), CancellationToken.None),
            Task.Run(() => taskLoop.RunAsync(stop), CancellationToken.None),
            Task.Run(() => ListenAsync(stop), CancellationToken.None));
        log.LogInformation("The durable engine runs up to {Turns} turns and {Activities} activities at once.",
            _options.MaxConcurrentOrchestrations, _options.MaxConcurrentActivities);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopClaiming.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(_options.GracefulStopTime, cancellationToken));
        await _stopActivities.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(Timeout.Infinite, cancellationToken));
        if (!_running.IsCompleted)
        {
            log.LogWarning("Activities that did not heed their cancellation were left behind; they are taken over when their leases end.");
        }
    }

    public void Dispose()
    {
        _stopClaiming.Dispose();
        _stopActivities.Dispose();
    }

    async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // Until the connection is back, polling finds the work.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                log.LogWarning(exception, "The engine does not hear other processes now.");
                await Task.WhenAny(Task.Delay(ListenAgain, stop));
            }
        }
    }
}
