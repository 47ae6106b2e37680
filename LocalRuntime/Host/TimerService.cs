using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Runs the timer functions, on one of the processes that share the database.</summary>
internal sealed class TimerService(
    IReadOnlyList<TimerSchedule> timers,
    string connectionString,
    ShutdownSettings shutdown,
    FunctionPipeline pipeline,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<TimerService> log) : BackgroundService
{
    static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var store = new TimerStore(database);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(store, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "The timers stopped; trying again.");
            }

            // The wall clock, not the app's: this waits for another process.
            await Task.Delay(AskAgain, stoppingToken);
        }
    }

    async Task LeadAsync(TimerStore store, CancellationToken stoppingToken)
    {
        await using var leadership = await TimerLeadership.TryTakeAsync(connectionString, stoppingToken);
        if (leadership is null)
        {
            log.LogDebug("Another process runs the timers.");
            return;
        }

        await store.CreateAsync(stoppingToken);
        log.LogInformation("This process runs the timers: {Timers}.", string.Join(", ", timers.Select(timer => timer.Function.Name)));
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, leadership.Lost);
        // A run that has begun may finish while the host stops, but not once another process may have begun the same one.
        using var running = CancellationTokenSource.CreateLinkedTokenSource(leadership.Lost);
        await using var grace = stoppingToken.Register(() => running.CancelAfter(shutdown.GracefulTime));
        var loops = timers.Select(timer => LoopAsync(timer, store, leading.Token, running.Token)).ToList();
        await Task.WhenAny(loops);
        await leading.CancelAsync();
        await Task.WhenAll(loops);
    }

    /// <param name="timer">Its function and times.</param>
    /// <param name="store">What is remembered of it.</param>
    /// <param name="cancellationToken">Ends the waits: no run begins any more.</param>
    /// <param name="cancelRun">Ends a run.</param>
    async Task LoopAsync(TimerSchedule timer, TimerStore store, CancellationToken cancellationToken, CancellationToken cancelRun)
    {
        var status = timer.IsMonitored ? await store.FindAsync(timer.Function.Name, cancellationToken) : null;
        if (status is null)
        {
            status = new TimerStatus(null, clock.GetUtcNow());
            await KeepAsync(timer, store, status, cancellationToken);
        }

        var runAtOnce = timer.RunOnStartup;
        while (true)
        {
            var next = timer.Next(status.SeenUntil);
            // Overdue before we even wait: nobody was there when it should have run.
            var isPastDue = next <= clock.GetUtcNow();
            if (!runAtOnce)
            {
                await WaitUntilAsync(next, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            runAtOnce = false;
            var isDue = next <= clock.GetUtcNow();
            await RunAsync(timer, status, isPastDue, cancelRun);
            if (isDue)
            {
                status = new TimerStatus(next, clock.GetUtcNow());
                await KeepAsync(timer, store, status, cancelRun);
            }
        }
    }

    /// <summary>Not a moment too early, or the occurrence would come round again.</summary>
    async Task WaitUntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var longestDelay = TimeSpan.FromDays(1);
        while (time - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            var delay = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            await Task.Delay(delay < longestDelay ? delay : longestDelay, clock, cancellationToken);
        }
    }

    static Task KeepAsync(TimerSchedule timer, TimerStore store, TimerStatus status, CancellationToken cancellationToken)
        => timer.IsMonitored ? store.SaveAsync(timer.Function.Name, status, cancellationToken) : Task.CompletedTask;

    async Task RunAsync(TimerSchedule timer, TimerStatus status, bool isPastDue, CancellationToken cancellationToken)
    {
        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = !timer.IsMonitored ? null : new ScheduleStatus
            {
                Last = status.Last?.UtcDateTime ?? default,
                Next = timer.Next(status.SeenUntil).UtcDateTime,
                LastUpdated = status.SeenUntil.UtcDateTime,
            },
        };
        var noData = ImmutableDictionary<string, object?>.Empty;
        await using var context = new InvocationContext(timer.Function, info, noData, services, cancellationToken);
        try
        {
            await pipeline.InvokeAsync(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogError(exception, "{Function} failed; it runs again at its next time.", timer.Function.Name);
        }
    }
}
