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
    ActivityLeases leases,
    Residents residents,
    Slots<ClaimedTurn> turnSlots,
    Slots<ClaimedTask> taskSlots,
    IOptions<DurableEngineOptions> options,
    ILogger<DurableEngine> log) : IHostedService, IDisposable
{
    static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(1);
    readonly DurableEngineOptions _options = options.Value;
    readonly CancellationTokenSource _stopClaiming = new();
    readonly CancellationTokenSource _stopActivities = new();
    readonly CancellationTokenSource _stopLeases = new();
    Task _running = Task.CompletedTask;
    Task _keeping = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrations.ApplyAsync(cancellationToken);

        turnSlots.Open(RunAsync);
        taskSlots.Open(RunAsync);
        var turnLoop = new WorkLoop<ClaimedTurn>(turnSlots, signals.Turns, _options,
            most => turns.ClaimAsync(most, CancellationToken.None), since => turns.NextDueAsync(since, CancellationToken.None), log);
        var taskLoop = new WorkLoop<ClaimedTask>(taskSlots, signals.Tasks, _options,
            most => tasks.ClaimAsync(most, CancellationToken.None), _ => Task.FromResult<TimeSpan?>(null), log);
        _keeping = leases.KeepAsync(_stopLeases.Token);
        var stop = _stopClaiming.Token;
        _running = Task.WhenAll(
            Task.Run(() => turnLoop.RunAsync(stop), CancellationToken.None),
            Task.Run(() => taskLoop.RunAsync(stop), CancellationToken.None),
            Task.Run(() => ListenAsync(stop), CancellationToken.None));
        log.LogInformation("The durable engine runs up to {Turns} turns and {Activities} activities at once.",
            _options.MaxConcurrentOrchestrations, _options.MaxConcurrentActivities);
    }

    /// <summary>
    /// Claims nothing more; lets what runs finish, then cancels it; what has not ended even then is somebody else's from here on, and
    /// what it still comes to is refused.
    /// </summary>
    /// <param name="cancellationToken">Shortens the waits.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        turnSlots.Close();
        taskSlots.Close();
        await _stopClaiming.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(_options.GracefulStopTime, cancellationToken));
        await _stopActivities.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(_options.CancelledStopTime, cancellationToken));
        if (!_running.IsCompleted)
        {
            await HandBackAsync(residents.Turns, taskSlots.Running);
        }

        await _stopLeases.CancelAsync();
        await _keeping;
    }

    public void Dispose()
    {
        _stopClaiming.Dispose();
        _stopActivities.Dispose();
        _stopLeases.Dispose();
    }

    /// <summary>What was claimed in the moment of stopping is not begun.</summary>
    async Task<ClaimedTurn?> RunAsync(ClaimedTurn turn)
    {
        await (_stopClaiming.IsCancellationRequested ? HandBackAsync([turn], []) : turnRunner.RunAsync(new(turn, null), Place.ForTurn()));
        return null;
    }

    /// <inheritdoc cref="RunAsync(ClaimedTurn)"/>
    async Task<ClaimedTask?> RunAsync(ClaimedTask task)
    {
        if (!_stopClaiming.IsCancellationRequested)
        {
            return await activityRunner.RunAsync(task, _stopActivities.Token);
        }

        await HandBackAsync([], [task]);
        return null;
    }

    async Task HandBackAsync(IEnumerable<ClaimedTurn> runningTurns, IEnumerable<ClaimedTask> runningTasks)
    {
        try
        {
            foreach (var task in runningTasks)
            {
                await tasks.HandBackAsync(task, CancellationToken.None);
                log.LogInformation("Activity {Activity} of {InstanceId} was handed back: this process stops.", task.Name, task.InstanceId);
            }

            foreach (var turn in runningTurns)
            {
                await turns.ReleaseAsync(turn.InstanceId, turn.Token, "the process stopped", TimeSpan.Zero, CancellationToken.None);
            }
        }
        // Then the leases run out by themselves.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogWarning(exception, "Work that did not end in time could not be handed back; it is taken over when its leases end.");
        }
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
