using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using VideoGen.LocalRuntime.Durable.Telemetry;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Runs a claimed activity, keeps its lease meanwhile, and posts its result. No transaction is open while it runs.</summary>
sealed class ActivityRunner(
    TaskStore tasks,
    IDurableFunctions functions,
    DataConverter converter,
    DurableTelemetry telemetry,
    IOptions<DurableEngineOptions> options,
    ILogger<ActivityRunner> log)
{
    static readonly TimeSpan FirstFinishRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>Never throws.</summary>
    /// <param name="task">The claim.</param>
    /// <param name="stop">Cancels the activity and hands it back.</param>
    public async Task RunAsync(ClaimedTask task, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watch = telemetry.Watch(task);
        var lease = KeepLeaseAsync(task, cancel, ended.Token);
        try
        {
            if (await ExecuteAsync(task, watch, cancel.Token) is { } result)
            {
                await FinishAsync(task, result, stop);
            }
            else if (stop.IsCancellationRequested)
            {
                await tasks.HandBackAsync(task, CancellationToken.None);
                log.LogInformation("Activity {Activity} of {InstanceId} was handed back.", task.Name, task.InstanceId);
            }
        }
        // The lease runs out by itself, and somebody else takes the activity over.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The result of activity {Activity} of {InstanceId} could not be saved.", task.Name, task.InstanceId);
        }
        finally
        {
            await ended.CancelAsync();
            await lease;
        }
    }

    /// <returns><see langword="null"/> when it was cancelled: there is no result to save.</returns>
    async Task<Result?> ExecuteAsync(ClaimedTask task, ActivityWatch watch, CancellationToken cancel)
    {
        if (functions.FindActivity(task.Name) is not { } function)
        {
            log.LogError("Activity {Activity} of {InstanceId} is not known.", task.Name, task.InstanceId);
            return Result.Failed(FailureJson.Unknown);
        }

        if (task.Attempt > options.Value.MaxActivityAttempts)
        {
            return Result.Failed(TaskFailureDetails.FromException(new InvalidOperationException(
                $"The activity was begun {task.Attempt - 1} times and never came to an end.")));
        }

        try
        {
            var output = await Task.Run(() => function(new ActivityContext(task), task.Input, cancel), CancellationToken.None);
            var result = new Result(EventType.TaskDone, converter.Serialize(output));
            watch.Completed();
            return result;
        }
        // Whatever an activity throws is its result.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (cancel.IsCancellationRequested)
            {
                return null;
            }

            log.LogWarning(exception, "Activity {Activity} of {InstanceId} failed.", task.Name, task.InstanceId);
            var failure = TaskFailureDetails.FromException(exception);
            watch.Failed(failure);
            return Result.Failed(failure);
        }
    }

    /// <summary>
    /// A result in hand may have cost money: it is offered again until the database takes or refuses it, or the host stops.
    /// </summary>
    async Task FinishAsync(ClaimedTask task, Result result, CancellationToken stop)
    {
        for (var wait = FirstFinishRetry; ; wait = wait < options.Value.LongestPoll ? wait * 2 : wait)
        {
            try
            {
                if (!await tasks.FinishAsync(task, result.Type, result.Payload, CancellationToken.None))
                {
                    log.LogWarning(
                        "Activity {Activity} of {InstanceId} ended after its lease was lost; its result is dropped.",
                        task.Name, task.InstanceId);
                }

                return;
            }
            catch (NpgsqlException exception) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(
                    exception, "The result of activity {Activity} of {InstanceId} could not be saved yet.", task.Name, task.InstanceId);
                await Task.Delay(wait, CancellationToken.None);
            }
        }
    }

    async Task KeepLeaseAsync(ClaimedTask task, CancellationTokenSource cancel, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseTime / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    if (!await tasks.RenewAsync(task, ended))
                    {
                        log.LogWarning("Activity {Activity} of {InstanceId} lost its lease and is cancelled.", task.Name, task.InstanceId);
                        await cancel.CancelAsync();
                        return;
                    }
                }
                catch (NpgsqlException exception)
                {
                    log.LogWarning(
                        exception, "The lease of activity {Activity} of {InstanceId} could not be renewed yet.",
                        task.Name, task.InstanceId);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The activity has ended.
        }
    }

    sealed record Result(string Type, string? Payload)
    {
        public static Result Failed(TaskFailureDetails failure) => new(EventType.TaskFailed, FailureJson.Write(failure));
    }

    sealed class ActivityContext(ClaimedTask task) : TaskActivityContext
    {
        public override TaskName Name => task.Name;

        public override string InstanceId => task.InstanceId;
    }
}
